import { pagePartPicture } from '../../platform/picture.ts'
import { tabById } from '../../platform/tabs.ts'
import { within } from '../../shared/wait.ts'
import { type CutTile, cutTile } from './cut-tile.ts'
import type { Sitting, Taken } from './scroll-and-take.ts'
import type { PictureEnd } from './under-way.ts'
import type { View } from './view.ts'

const MOST_SCREENS = 40
const ANSWER_MS = 5000

/**
 * Has the browser draw a page part by part, without scrolling it. Only for pages on which nothing stays
 * in place: that would be drawn where it is in the window now, in the middle of the page.
 */
export async function drawParts(view: View, sitting: Sitting): Promise<Taken | undefined> {
  const tiles: CutTile[] = []
  const { width, height, left: x, scale } = view
  const whole = view.most + height
  const end = Math.min(whole, MOST_SCREENS * height)
  let y = 0
  while (y < end) {
    const rect = { x, y, width, height: Math.min(height, end - y) }
    const picture = await drawPart(sitting, rect)
    const strip = { from: 0, height: Math.round(rect.height * scale), y: Math.round(y * scale) }
    const tile =
      picture && (await cutTile(picture, strip, { ...view, fullWidth: width }, sitting.format))
    if (!tile) return undefined
    tiles.push(tile)
    y += rect.height
    if (!(await sitting.progress(tiles.length, Math.ceil(end / height)))) return undefined
  }
  return { tiles, cut: end < whole }
}

async function drawPart(
  { tabId, stop }: Sitting,
  rect: Parameters<typeof pagePartPicture>[1],
): Promise<Blob | undefined> {
  const tab = await tabById(tabId)
  const draw = (windowId: number) => pagePartPicture(windowId, rect).catch(() => undefined)
  // Of a window minimised meanwhile it never comes.
  const picture = tab?.active ? await within(draw(tab.windowId), ANSWER_MS, undefined) : undefined
  const still = (await tabById(tabId))?.active
  if (picture && still && !stop.signal.aborted) return picture
  if (!stop.signal.aborted)
    stop.abort((still ? 'picture-failed' : 'picture-left') satisfies PictureEnd)
  return undefined
}
