import type { View } from './view.ts'

/** The strip of a picture of the tab that the next tile is made of, in device pixels. */
export interface Strip {
  /** Where it begins in the picture. */
  from: number
  height: number
  /** Where it lies in the whole page. */
  y: number
}

/** Height of the window between its bars. */
const between = ({ height, top, bottom }: View): number => height - top - bottom

/** Scroll positions a browser reports lie beside the end by less than this. */
const NEAR = 0.6

export const isEnd = ({ scroll, most }: View): boolean => scroll >= most - NEAR

/**
 * Where to scroll to so that what follows the first `covered` device pixels of the page comes right under
 * the upper bar. A whole number of device pixels: between two, a browser would draw text otherwise.
 */
export function nextScroll(covered: number, view: View): number {
  const wanted = covered / view.scale - view.top
  if (wanted >= view.most) return view.most
  return Math.max(0, wholeBelow(wanted, view.scale))
}

/** More than any zoom level needs. */
const MOST_PIXELS = 24

/** The largest whole number of CSS pixels below that is a whole number of device pixels as well. */
function wholeBelow(wanted: number, scale: number): number {
  for (let step = 1; step <= MOST_PIXELS; step++) {
    const device = step * scale
    if (Math.abs(device - Math.round(device)) < 0.001)
      return Math.floor(wanted / step + 1e-6) * step
  }
  return Math.floor(wanted)
}

/** Whether the bar at the upper edge hides what comes next, so that the page has to be scrolled back a bit. */
export const hidden = (covered: number, view: View): boolean =>
  view.scroll > 0 && view.scroll + view.top > covered / view.scale + 0.5

/** The strip that comes next in a picture of this view; undefined if it shows nothing new. */
export function nextStrip(covered: number, view: View): Strip | undefined {
  const { scroll, scale, height, bottom } = view
  const start = Math.round(scroll * scale)
  const shown = isEnd(view) ? height : height - bottom
  const end = start + Math.round(shown * scale)
  // Where a page only stops at certain places there may be a gap; nobody can see what is in it.
  const y = Math.max(covered, start)
  return end > y ? { from: y - start, height: end - y, y: covered } : undefined
}

/** How many strips there will be, as far as can be told after `done` of them. */
export function countStrips(covered: number, done: number, view: View): number {
  const left = (view.most + view.height) * view.scale - covered
  return done + Math.max(0, Math.ceil(left / (between(view) * view.scale) - 0.05))
}
