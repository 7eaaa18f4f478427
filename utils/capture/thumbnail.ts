import type { ThumbRow } from '../db/database.ts'
import { sha256 } from '../shared/bytes.ts'

const WIDTH = 480
const HEIGHT = 300

/** A picture as a row of `thumbs`, named by what it holds. */
export const thumbRowOf = async (picture: Blob): Promise<ThumbRow> => ({
  snapshot: await sha256(await picture.arrayBuffer()),
  picture,
})

/** A picture's upper part as a JPEG of 480 × 300 pixels; undefined where it can't be decoded. */
export async function thumbnailOf(picture: Blob): Promise<Blob | undefined> {
  try {
    const bitmap = await createImageBitmap(picture)
    const thumbnail = await paint(bitmap, bitmap)
    bitmap.close()
    return thumbnail
  } catch {
    return undefined
  }
}

/** The same of an image. Not by way of a bitmap: browsers let nobody read one that was made of markup. */
export const thumbnailOfImage = (image: HTMLImageElement): Promise<Blob | undefined> =>
  paint(image, { width: image.naturalWidth, height: image.naturalHeight })

async function paint(
  picture: CanvasImageSource,
  size: { width: number; height: number },
): Promise<Blob | undefined> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d')
  if (!context) return undefined
  context.fillStyle = '#fff'
  context.fillRect(0, 0, WIDTH, HEIGHT)
  context.imageSmoothingQuality = 'high'
  const { width, height } = covered(size)
  context.drawImage(picture, 0, 0, width, height, 0, 0, WIDTH, HEIGHT)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
}

/** The part of a picture, from its upper left, that fills the thumbnail. */
export function covered(size: { width: number; height: number }): {
  width: number
  height: number
} {
  const shape = WIDTH / HEIGHT
  return size.width / size.height > shape
    ? { width: size.height * shape, height: size.height }
    : { width: size.width, height: size.width / shape }
}
