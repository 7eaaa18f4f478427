import { FileCode, FolderArchive, type IconNode } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { type MessageKey, t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useOutside } from '../use-outside.ts'
import { useReturn } from '../use-return.ts'
import type { ExportFormat, ExportLinks } from './export-format.ts'
import { useExport } from './use-export.ts'
import './export-panel.css'

const FORMATS: { format: ExportFormat; icon: IconNode; name: MessageKey; hint: MessageKey }[] = [
  {
    format: 'html',
    icon: FileCode,
    name: 'library.exportHtml',
    hint: 'library.exportHtmlHint',
  },
  {
    format: 'zip',
    icon: FolderArchive,
    name: 'library.exportZip',
    hint: 'library.exportZipHint',
  },
]

interface Props {
  ids: number[]
  exportLinks: ExportLinks
  close: () => void
}

/** As what the selected links are exported, and how far that is. */
export function ExportPanel({ ids, exportLinks, close }: Props) {
  const { share, run, stop } = useExport(exportLinks, close)
  const box = useRef<HTMLDivElement>(null)
  useReturn()
  useOutside(box, () => share === undefined && close(), '[data-action=bulk-export]')
  useEffect(() => box.current?.querySelector('button')?.focus(), [share === undefined])
  return (
    <div
      class="export-panel"
      ref={box}
      role="dialog"
      aria-label={t('library.export')}
      data-role="export"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        if (share === undefined) close()
        else stop()
      }}
    >
      {share === undefined ? (
        FORMATS.map(({ format, icon, name, hint }) => (
          <button
            key={format}
            type="button"
            class="export-choice"
            data-action={`export-${format}`}
            onClick={() => void run(format, ids)}
          >
            <Icon node={icon} size={20} />
            <span class="export-text">
              <span class="export-name">{t(name)}</span>
              <span class="export-hint">{t(hint)}</span>
            </span>
          </button>
        ))
      ) : (
        <div class="ui-progress-line export-running">
          <Progress label={t('library.exportRunning')} value={share} />
          <Button size="small" data-action="stop-export" onClick={stop}>
            {t('ui.stop')}
          </Button>
        </div>
      )}
    </div>
  )
}
