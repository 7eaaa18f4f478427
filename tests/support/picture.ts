import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import type { Page } from 'puppeteer-core'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** The boxes of elements, to be left out of a comparison. */
export async function boxesOf(page: Page, selectors: string[]): Promise<Box[]> {
  const boxes = await Promise.all(
    selectors.map(async (selector) => (await page.$(selector))?.boundingBox()),
  )
  return boxes.filter((box) => box !== null && box !== undefined)
}

/**
 * A picture that stands still: taken again until two in a row are the same, because images may still be
 * decoded and frames still be laid out when a page says it is ready.
 */
export async function settledPicture(take: () => Promise<Uint8Array>): Promise<Uint8Array> {
  let last = await take()
  for (let tries = 0; tries < 20; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 150))
    const next = await take()
    if (Buffer.compare(last, next) === 0) return next
    last = next
  }
  throw new Error('the picture never stands still')
}

/** Share of pixels that differ between two pictures of one size, `ignore` left out. */
export function difference(a: Uint8Array, b: Uint8Array, ignore: Box[] = []): number {
  const [first, second] = [PNG.sync.read(Buffer.from(a)), PNG.sync.read(Buffer.from(b))]
  if (first.width !== second.width || first.height !== second.height) {
    throw new Error(`${first.width}×${first.height} against ${second.width}×${second.height}`)
  }
  for (const box of ignore) for (const picture of [first, second]) blank(picture, box)
  const { width, height } = first
  const count = pixelmatch(first.data, second.data, undefined, width, height, { threshold: 0.1 })
  return count / (width * height)
}

/** A pixel more on each side: borders may fall between pixels. */
function blank(picture: PNG, box: Box): void {
  const right = Math.min(picture.width, Math.ceil(box.x + box.width) + 1)
  const bottom = Math.min(picture.height, Math.ceil(box.y + box.height) + 1)
  for (let y = Math.max(0, Math.floor(box.y) - 1); y < bottom; y++) {
    const row = y * picture.width
    const left = Math.max(0, Math.floor(box.x) - 1)
    picture.data.fill(0, (row + left) * 4, (row + right) * 4)
  }
}
