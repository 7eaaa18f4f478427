import { takeScreenshot } from '../take-screenshot.ts'
import { type CutTile, cutTile } from './cut-tile.ts'
import type { HeldPage } from './held-page.ts'
import { picturePace } from './pace.ts'
import { countStrips, hidden, isEnd, nextScroll, nextStrip } from './plan-strips.ts'
import type { PictureEnd } from './under-way.ts'
import type { View } from './view.ts'

/** Pages that grow while they are read end somewhere. */
const MOST_SCREENS = 40
const MOST_TILES = 60
const MOST_MS = 30_000
/** A page that moves by itself is tried again. */
const TRIES = 4
/**
 * Shares of the window to scroll back by where a page did not stop where it was told to, or a bar came over
 * what is next: pages that snap stop further up then. The last is taken as it is.
 */
const BACK = [0, 0.25, 0.5, 0]

/** What photographing needs of whoever asks for it. */
export interface Sitting {
  tabId: number
  format: 'jpeg' | 'png'
  stop: AbortController
  /** @returns false once nobody wants the picture any more */
  progress(done: number, of: number): Promise<boolean>
}

export interface Taken {
  tiles: CutTile[]
  /** The page went on. */
  cut: boolean
}

interface Shot {
  picture: Blob
  view: View
  /** Device pixels of the page that are on tiles already. */
  covered: number
}

/** Photographs a page from its top down, scrolling it; undefined where it was stopped. */
export async function scrollAndTake(page: HeldPage, sitting: Sitting): Promise<Taken | undefined> {
  const end = Date.now() + MOST_MS
  const tiles: CutTile[] = []
  let covered = 0
  let view = await page.view({ scrollTo: 0, patient: false })
  // All of it is in the picture that was taken already.
  if (view && view.most < 1) return { tiles, cut: false }
  while (view) {
    const shot = await takeShot(page, sitting, { view, covered })
    const strip = shot && nextStrip(shot.covered, shot.view)
    const tile = strip && (await cutTile(shot.picture, strip, shot.view, sitting.format))
    if (!tile) return give(sitting, 'picture-failed')
    tiles.push(tile)
    covered = strip.y + strip.height
    if (isEnd(shot.view)) return { tiles, cut: false }
    if (isTooLong(covered, tiles.length, shot.view) || Date.now() > end) return { tiles, cut: true }
    const of = countStrips(covered, tiles.length, shot.view)
    if (!(await sitting.progress(tiles.length, of))) return give(sitting, 'picture-stopped')
    view = await page.view({ scrollTo: nextScroll(covered, shot.view), patient: false })
  }
  return undefined
}

const isTooLong = (covered: number, tiles: number, { height, scale }: View): boolean =>
  tiles >= MOST_TILES || covered >= MOST_SCREENS * height * scale

/** The first reason counts: what stopped the work may be why it failed. */
function give({ stop }: Sitting, why: PictureEnd): undefined {
  if (!stop.signal.aborted) stop.abort(why)
  return undefined
}

/** A picture during which the page stood still. */
async function takeShot(
  page: HeldPage,
  { tabId, stop }: Sitting,
  start: { view: View; covered: number },
): Promise<Shot | undefined> {
  let { covered } = start
  let last: View | undefined = start.view
  for (let tries = 0, corrections = 0; tries < TRIES; ) {
    if (corrections === 0) await picturePace()
    const view = await page.view({ patient: true })
    if (!view) return undefined
    covered += anchored(last, view)
    const back = BACK[corrections]
    if (back !== undefined && isOff(covered, view)) {
      corrections++
      last = await page.view({ scrollTo: scrollBack(covered, view, back), patient: false })
      if (!last) return undefined
      continue
    }
    tries++
    const picture = await takeScreenshot(tabId, 'png')
    if (!picture && !stop.signal.aborted) stop.abort('picture-left' satisfies PictureEnd)
    const after = await page.view({ patient: false })
    if (!picture || !after) return undefined
    if (standsStill(view, after)) return { picture, view: withBars(view, after), covered }
    covered += anchored(view, after)
    last = after
    corrections = 0
  }
  return undefined
}

const isOff = (covered: number, view: View): boolean =>
  hidden(covered, view) || nextStrip(covered, view) === undefined

const scrollBack = (covered: number, view: View, share: number): number =>
  Math.max(0, nextScroll(covered, view) - Math.round(share * view.height))

const standsStill = (a: View, b: View): boolean =>
  Math.abs(a.scroll - b.scroll) < 0.1 &&
  a.width === b.width &&
  a.height === b.height &&
  a.scale === b.scale

/** A bar that came or went meanwhile is in the picture, perhaps. */
const withBars = (before: View, after: View): View => ({
  ...after,
  top: Math.max(before.top, after.top),
  bottom: Math.max(before.bottom, after.bottom),
})

/**
 * By how many device pixels what was covered has moved down, because something above it has grown and the
 * browser held what is in the window in its place.
 */
function anchored(before: View, after: View): number {
  const moved = after.scroll - before.scroll
  const grown = after.most - before.most
  const held = Math.abs(moved) > 0.5 && Math.abs(moved - grown) < 2
  return held ? Math.round(moved * after.scale) : 0
}
