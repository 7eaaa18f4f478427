import type { Tile } from '../../model/snapshot.ts'

/** Every browser draws pictures up to this height, and every program opens them. */
export const MOST_PIXELS = 16_384

/** The strips of a whole page as lists of those that fit into one picture each. */
export function picturesOf(tiles: readonly Tile[]): Tile[][] {
  const pictures: Tile[][] = []
  let height = 0
  for (const tile of tiles) {
    height += tile.height
    const last = pictures.at(-1)
    if (last && height <= MOST_PIXELS) last.push(tile)
    else {
      pictures.push([tile])
      height = tile.height
    }
  }
  return pictures
}
