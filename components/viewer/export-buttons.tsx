import { FileDown, ImageDown } from 'lucide'
import { useState } from 'preact/hooks'
import { exportHtml } from '../../utils/archive/export-html.ts'
import { exportName } from '../../utils/archive/export-name.ts'
import { readBody } from '../../utils/db/queries.ts'
import { errorText, t } from '../../utils/i18n/t.ts'
import { LinkshotError, toLinkshotError } from '../../utils/model/error.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { showToast } from '../ui/toast-store.ts'
import { FileButton } from './file-button.tsx'
import type { ViewerServices } from './viewer-props.ts'

interface Props extends Pick<ViewerServices, 'saveFile'> {
  snapshot: Snapshot
}

/** Saves the version as a file of its own: the page as HTML, or its picture. */
export function ExportButtons({ snapshot, saveFile }: Props) {
  const [busy, setBusy] = useState(false)
  const save = (make: () => Promise<[body: Blob, extension: string]>) => {
    setBusy(true)
    make()
      .then(([body, extension]) =>
        saveFile(body, exportName(snapshot.title, snapshot.capturedAt, extension)),
      )
      .catch((error: unknown) => {
        showToast(errorText(toLinkshotError(error).reason), { tone: 'error' })
      })
      .finally(() => setBusy(false))
  }
  return (
    <>
      <FileButton snapshot={snapshot} saveFile={saveFile} />
      <IconButton
        icon={FileDown}
        label={t('viewer.exportHtml')}
        data-action="export-html"
        disabled={busy}
        onClick={() => save(async () => [await exportHtml(snapshot, readBody), 'html'])}
      />
      {snapshot.screenshot !== '' && (
        <IconButton
          icon={ImageDown}
          label={t('viewer.exportPicture')}
          data-action="export-picture"
          disabled={busy}
          onClick={() => save(() => picture(snapshot.screenshot))}
        />
      )}
    </>
  )
}

async function picture(hash: string): Promise<[Blob, string]> {
  const body = await readBody(hash)
  if (!body) throw new LinkshotError('damaged', 'no picture')
  return [body, body.type === 'image/png' ? 'png' : 'jpg']
}
