import type { Snapshot } from '../../model/snapshot.ts'
import type { ReadBody } from '../../replay/bodies.ts'
import { REPLAY_SANDBOX } from '../../replay/open-snapshot.ts'
import { renderSnapshot } from '../../replay/render-snapshot.ts'
import { within } from '../../shared/wait.ts'
import { dataUrl } from '../data-url.ts'
import { htmlOf } from '../inline-medium.ts'
import { asSvg, type Size } from './as-svg.ts'
import { drawMedium } from './draw-medium.ts'

/** Bytes of a page, unpacked; a picture is not worth the memory of more. */
const MOST_BYTES = 80_000_000
/** Characters of the drawing. */
const MOST_SVG = 60_000_000
const LOAD_MS = 5000
const FONTS_MS = 2000

/**
 * Draws the first screen of a kept page, for one whose tab nobody could photograph. It is laid out in a
 * frame that runs nothing, and drawn from a picture, which neither runs nor loads anything.
 * @param host element of a page under the replay's policy
 * @returns undefined where it can't be drawn
 */
export async function drawPage(
  snapshot: Snapshot,
  readBody: ReadBody,
  host: Element,
): Promise<HTMLImageElement | undefined> {
  const { width, height } = snapshot.viewport
  if (snapshot.sizes.raw > MOST_BYTES || width * height === 0) return undefined
  const main = await renderSnapshot(snapshot, readBody, drawMedium())
  if (main.pdf) return undefined
  const svg = await laidOut(htmlOf(main), { width, height }, snapshot, host)
  if (svg === undefined || svg.length > MOST_SVG) return undefined
  const image = new Image()
  image.src = await dataUrl(new Blob([svg], { type: 'image/svg+xml;charset=utf-8' }))
  await image.decode()
  return image
}

/** The markup shown in a frame of the tab's size, for as long as it takes to copy it. */
async function laidOut(
  markup: string,
  size: Size,
  { frames }: Snapshot,
  host: Element,
): Promise<string | undefined> {
  const iframe = document.createElement('iframe')
  const url = URL.createObjectURL(new Blob([markup], { type: 'text/html;charset=utf-8' }))
  iframe.setAttribute('sandbox', REPLAY_SANDBOX)
  iframe.style.cssText = `border:0;width:${size.width}px;height:${size.height}px`
  iframe.src = url
  try {
    const loaded = new Promise<boolean>((resolve) => {
      iframe.addEventListener('load', () => resolve(true), { once: true })
    })
    host.append(iframe)
    if (!(await within(loaded, LOAD_MS, false))) return undefined
    const view = iframe.contentWindow
    if (!view) return undefined
    await within(view.document.fonts.ready, FONTS_MS, undefined)
    const { scrollX = 0, scrollY = 0 } = frames.find(({ key }) => key === '0')?.state ?? {}
    view.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' })
    return asSvg(view, size)
  } finally {
    iframe.remove()
    URL.revokeObjectURL(url)
  }
}
