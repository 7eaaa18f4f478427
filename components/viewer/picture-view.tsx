import { ImageOff } from 'lucide'
import { readBody } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { useBlobUrl } from '../ui/use-blob-url.ts'

/** The picture of the tab at the moment the page was kept. */
export function PictureView({ hash }: { hash: string }) {
  const url = useBlobUrl(async () => (hash ? readBody(hash) : undefined), [hash])
  return (
    <div class="viewer-stage viewer-picture" data-role="picture">
      {url && <img src={url} alt={t('viewer.pictureText')} />}
      {url === '' && <EmptyState icon={ImageOff} title={t('viewer.noPicture')} />}
    </div>
  )
}
