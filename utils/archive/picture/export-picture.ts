import { LinkshotError } from '../../model/error.ts'
import type { Tile } from '../../model/snapshot.ts'
import type { PageFile } from '../page/formats.ts'
import type { PageSource } from '../page/page-source.ts'
import { openSink, type Sink } from '../zip/sink.ts'
import { createZipWriter } from '../zip/zip-writer.ts'
import { picturesOf } from './pictures-of.ts'

const QUALITY = 0.9

/**
 * The picture of a whole page as one file, or where it is longer than a picture can be, as a ZIP of
 * several, to be read from the first to the last.
 * @throws LinkshotError 'damaged' where a strip is gone; the signal's reason
 */
export async function exportPicture(
  tiles: readonly Tile[],
  capturedAt: number,
  source: PageSource,
  sink = () => openSink('picture.zip'),
): Promise<PageFile> {
  const pictures = picturesOf(tiles)
  const draw = drawer(source, tiles.length)
  if (pictures.length === 1) return fileOf(await draw(pictures[0] ?? []))
  const out = await sink()
  try {
    return { body: await pack(pictures, draw, out, capturedAt), extension: 'pictures.zip' }
  } catch (error) {
    await out.abort()
    throw error
  }
}

const fileOf = (body: Blob): PageFile => ({ body, extension: endingOf(body) })
const endingOf = ({ type }: Blob): string => (type === 'image/png' ? 'png' : 'jpg')

type Draw = (tiles: readonly Tile[]) => Promise<Blob>

async function pack(pictures: Tile[][], draw: Draw, out: Sink, capturedAt: number): Promise<Blob> {
  const zip = createZipWriter(out.write, new Date(capturedAt))
  const digits = String(pictures.length).length
  for (const [index, tiles] of pictures.entries()) {
    const body = await draw(tiles)
    const number = String(index + 1).padStart(digits, '0')
    await zip.add(`picture-${number}.${endingOf(body)}`, body, 'store')
  }
  await zip.finish()
  return out.close()
}

/** Puts strips into one picture; a single one stays as it is stored. */
function drawer({ readBody, signal, progress }: PageSource, total: number): Draw {
  let done = 0
  const read = async ({ hash }: Tile): Promise<Blob> => {
    signal.throwIfAborted()
    const body = await readBody(hash)
    if (!body) throw new LinkshotError('damaged', 'a strip of the picture is gone')
    progress(++done / (total + 1))
    return body
  }
  return async (tiles) => {
    const [first, ...others] = tiles
    if (first && others.length === 0) return read(first)
    const width = Math.max(...tiles.map((tile) => tile.width))
    const canvas = new OffscreenCanvas(
      width,
      tiles.reduce((sum, { height }) => sum + height, 0),
    )
    const context = canvas.getContext('2d')
    let y = 0
    let type = 'image/png'
    for (const tile of tiles) {
      const body = await read(tile)
      const bitmap = await createImageBitmap(body)
      context?.drawImage(bitmap, 0, y)
      bitmap.close()
      y += tile.height
      type = body.type
    }
    return canvas.convertToBlob({ type, quality: QUALITY })
  }
}
