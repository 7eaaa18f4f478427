/** What a page says of its window while it is photographed, in CSS pixels. */
export interface View {
  /** How far what scrolls is scrolled, and how far it can be. */
  scroll: number
  most: number
  /** How far the window is scrolled sideways; negative where the page is written from the right. */
  left: number
  /** Of the window, scroll bars left out. */
  width: number
  height: number
  /** Of the window with them: what a picture of the tab shows. */
  fullWidth: number
  /** Device pixels per CSS pixel. */
  scale: number
  /** Height of what stays in place while the page scrolls, at the window's upper and lower edge. */
  top: number
  bottom: number
  /** Something stays in place, wherever. */
  fixed: boolean
  /** The window itself scrolls, not an element in it. */
  whole: boolean
}

/** Asks a page to scroll, and for its view once it has drawn that. */
export interface Ask {
  scrollTo?: number
  /** Waits a moment for images in the window that have not come yet. */
  patient: boolean
}

/** What comes back: a view, or word of somebody who uses the page. */
export type Told = { view: View } | { disturbed: true }

/** Name of the port between the two. */
export const PORT_NAME = 'whole-picture'

const NUMBERS = [
  'scroll',
  'most',
  'width',
  'height',
  'fullWidth',
  'scale',
  'top',
  'bottom',
] as const
/** Share of the window that what stays in place may take. */
const MOST_BARS = 0.81
/** No window and no page is larger. */
const MOST = 1e8

/** A view as it was sent; undefined if it is none. What comes from a page's process may be anything. */
export function checkView(sent: unknown): View | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined
  const view = sent as Record<string, unknown>
  const sound = NUMBERS.every((name) => {
    const value = view[name]
    return typeof value === 'number' && value >= 0 && value <= MOST
  })
  const { width, height, fullWidth, scale } = view as unknown as View
  if (!sound || width < 1 || height < 1 || fullWidth < width || scale < 0.1) return undefined
  const { top, bottom } = view as unknown as View
  // A page of nothing but bars would need a picture a line.
  return top + bottom <= height * MOST_BARS ? (view as unknown as View) : undefined
}
