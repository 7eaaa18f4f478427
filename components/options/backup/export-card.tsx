import { CircleCheck, Download } from 'lucide'
import { useState } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { Button } from '../../ui/button.tsx'
import { byteSize } from '../../ui/format.ts'
import { Note } from '../../ui/note.tsx'
import { Line } from '../line.tsx'
import { Section } from '../section.tsx'
import { count } from './count.ts'
import { runExport } from './run-export.ts'
import type { Outcome, Work } from './work.ts'
import { WorkState } from './work-state.tsx'

interface Props {
  work: Work
  version: string
}

/** Starts an export and shows what came of it. */
export function ExportCard({ work, version }: Props) {
  const [withPages, setWithPages] = useState(true)
  const busy = work.state === 'running'
  return (
    <Section title={t('backup.exportTitle')}>
      <Line label={t('backup.exportLabel')} hint={t('backup.exportHint')}>
        <Button
          look="primary"
          icon={Download}
          data-action="export-library"
          disabled={busy}
          onClick={() => void runExport(version, withPages)}
        >
          {t('backup.export')}
        </Button>
      </Line>
      <label class="options-line backup-choice">
        <input
          type="checkbox"
          data-role="with-pages"
          checked={withPages}
          disabled={busy}
          onChange={(event) => setWithPages(event.currentTarget.checked)}
        />
        <span class="options-text">
          {t('backup.withPages')}
          <span class="options-hint backup-choice-hint">{t('backup.withPagesHint')}</span>
        </span>
      </label>
      <WorkState work={work} kind="export" />
      {work.state === 'done' && work.outcome.kind === 'export' && <Exported {...work.outcome} />}
    </Section>
  )
}

function Exported({ files, links, snapshots, lost }: Extract<Outcome, { kind: 'export' }>) {
  const saveAgain = files.map(({ name, url, size }) => (
    <a key={name} href={url} download={name} data-role="export-file">
      {t('backup.saveAgain', name, byteSize(size))}
    </a>
  ))
  return (
    <div class="backup-state" data-role="exported">
      <Note icon={CircleCheck} tone="good" actions={saveAgain}>
        <p>{t('backup.exported', count(links), count(snapshots))}</p>
        {lost > 0 && <p data-role="lost">{t('backup.lost', count(lost))}</p>}
      </Note>
    </div>
  )
}
