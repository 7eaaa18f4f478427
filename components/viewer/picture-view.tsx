import { ImageOff } from 'lucide'
import { readBody } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { useBlobUrl } from '../ui/use-blob-url.ts'
import { TileStack } from './tile-stack.tsx'

/** The picture of the page at the moment it was kept: all of it, or what was visible. */
export function PictureView({ snapshot }: { snapshot: Snapshot }) {
  const { tiles = [], viewport, screenshot } = snapshot
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <div class="viewer-stage viewer-picture" data-role="picture" tabIndex={0}>
      {tiles.length > 0 ? (
        <TileStack tiles={tiles} scale={viewport.scale} />
      ) : (
        <VisiblePicture hash={screenshot} />
      )}
    </div>
  )
}

function VisiblePicture({ hash }: { hash: string }) {
  const url = useBlobUrl(async () => (hash ? readBody(hash) : undefined), [hash])
  if (url === '') return <EmptyState icon={ImageOff} title={t('viewer.noPicture')} />
  return url ? <img src={url} alt={t('viewer.pictureText')} /> : null
}
