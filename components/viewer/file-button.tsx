import { Download } from 'lucide'
import { fileName } from '../../utils/archive/file-name.ts'
import { readBody } from '../../utils/db/queries.ts'
import { errorText, t } from '../../utils/i18n/t.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { showToast } from '../ui/toast-store.ts'
import type { ViewerServices } from './viewer-props.ts'

interface Props extends Pick<ViewerServices, 'saveFile'> {
  snapshot: Snapshot
}

/** Saves the file that a page was made from, byte for byte; nothing where the page is no file's. */
export function FileButton({ snapshot, saveFile }: Props) {
  const file = snapshot.frames.find(({ key }) => key === '0')?.file
  const resource = snapshot.resources.find(({ cid }) => cid === file?.cid)
  if (!file || !resource) return null
  const save = async () => {
    const body = await readBody(resource.hash)
    if (body) saveFile(body, fileName(snapshot.url, file.type))
    else showToast(errorText('damaged'), { tone: 'error' })
  }
  return (
    <IconButton
      icon={Download}
      label={t('viewer.saveFile')}
      data-action="save-file"
      onClick={() => void save()}
    />
  )
}
