import { useEffect, useRef, useState } from 'preact/hooks'
import { readBody } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Tile } from '../../utils/model/snapshot.ts'
import { useBlobUrl } from '../ui/use-blob-url.ts'

interface Props {
  tiles: Tile[]
  /** Device pixels per CSS pixel where they were taken. */
  scale: number
}

/** The strips of a whole page, one right under the other; those far from sight are not read. */
export function TileStack({ tiles, scale }: Props) {
  const width = Math.max(...tiles.map((tile) => tile.width)) / (scale || 1)
  return (
    <div
      class="viewer-tiles"
      role="img"
      aria-label={t('viewer.wholePictureText')}
      style={{ width: `${width}px` }}
    >
      {tiles.map((tile) => (
        <TilePicture key={tile.y} tile={tile} />
      ))}
    </div>
  )
}

function TilePicture({ tile: { hash, width, height } }: { tile: Tile }) {
  const [near, place] = useNear()
  const url = useBlobUrl(async () => (near ? readBody(hash) : undefined), [near, hash])
  return (
    <div ref={place} class="viewer-tile" style={{ aspectRatio: `${width} / ${height}` }}>
      {url && <img src={url} alt="" decoding="async" />}
    </div>
  )
}

/** Whether an element is in sight, or will be after a little scrolling. */
function useNear() {
  const [near, setNear] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)),
      { root: place.current?.closest('.viewer-picture') ?? null, rootMargin: '100% 0px' },
    )
    if (place.current) observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return [near, place] as const
}
