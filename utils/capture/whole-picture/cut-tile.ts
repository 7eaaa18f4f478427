import { encodeBody } from '../../db/blobs.ts'
import type { StoredBlob, Tile } from '../../model/snapshot.ts'
import type { Strip } from './plan-strips.ts'
import type { View } from './view.ts'

/** A strip of the whole page, ready to be stored. */
export interface CutTile {
  tile: Tile
  body: StoredBlob
}

/** As the pictures of tabs. */
const QUALITY = 0.85

/**
 * Cuts a strip out of a picture of the tab. Pictures come without loss and are encoded here for the first
 * time, so that strips show no seams.
 * @returns undefined where the picture is not one of the view
 */
export async function cutTile(
  picture: Blob,
  { from, height, y }: Strip,
  view: Pick<View, 'width' | 'fullWidth' | 'scale'>,
  format: 'jpeg' | 'png',
): Promise<CutTile | undefined> {
  const bitmap = await createImageBitmap(picture)
  try {
    const right = Math.abs(bitmap.width - view.fullWidth * view.scale) < 2
    if (!right || from + height > bitmap.height + 1) return undefined
    const width = Math.min(bitmap.width, Math.round(view.width * view.scale))
    const canvas = new OffscreenCanvas(width, height)
    canvas.getContext('2d')?.drawImage(bitmap, 0, -from)
    const cut = await canvas.convertToBlob({ type: `image/${format}`, quality: QUALITY })
    const body = await encodeBody(await cut.arrayBuffer(), cut.type)
    return { body, tile: { hash: body.hash, y, width, height } }
  } finally {
    bitmap.close()
  }
}
