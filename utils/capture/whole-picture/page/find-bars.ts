/** What stays in place while the page scrolls, in CSS pixels from the window's edges. */
export interface Bars {
  top: number
  bottom: number
  /** Anything stays in place, at an edge or not. */
  fixed: boolean
}

/** The part of the window that scrolls. */
export interface Pane {
  top: number
  bottom: number
  /** Of the window. */
  height: number
}

/** What reaches further in is no bar: a dialog, a column beside the text. */
const ZONE = 0.4
/** So many elements at a time leave the page its turn. */
const SLICE = 2000

type RootOf = (element: Element) => ShadowRoot | null

/** All elements that are fixed or may stick, shadow trees included; reads the page in slices. */
export async function findFloating(win: Window, rootOf: RootOf): Promise<Element[]> {
  const found: Element[] = []
  const trees: ParentNode[] = [win.document]
  let seen = 0
  for (let tree = trees.pop(); tree; tree = trees.pop()) {
    for (const element of tree.querySelectorAll('*')) {
      const { position } = win.getComputedStyle(element)
      if (position === 'fixed' || position === 'sticky') found.push(element)
      const inner = element.localName.includes('-') || mayHost(element) ? rootOf(element) : null
      if (inner) trees.push(inner)
      if (++seen % SLICE === 0) await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return found
}

const mayHost = (element: Element): boolean =>
  /^(?:article|aside|div|footer|header|main|nav|section|span)$/.test(element.localName)

/** How much of the window they take at its edges, now. */
export function barsOf(
  win: Window,
  floating: readonly Element[],
  pane: Pane,
  scroller: Element,
): Bars {
  const bars: Bars = { top: pane.top, bottom: pane.height - pane.bottom, fixed: false }
  for (const element of floating) {
    // What the scroller itself is in moves nothing over it.
    if (element.contains(scroller) && element !== scroller) continue
    const box = element.getBoundingClientRect()
    if (!isSeen(win, element, box, pane)) continue
    const style = win.getComputedStyle(element)
    if (style.position === 'sticky' && !isStuck(style, box, pane)) continue
    bars.fixed = true
    if (box.bottom <= pane.height * ZONE) bars.top = Math.max(bars.top, box.bottom)
    else if (box.top >= pane.height * (1 - ZONE))
      bars.bottom = Math.max(bars.bottom, pane.height - box.top)
  }
  return bars
}

function isSeen(win: Window, element: Element, box: DOMRect, pane: Pane): boolean {
  const inside = box.bottom > 0 && box.top < pane.height && box.right > 0
  if (!inside || box.left >= win.innerWidth || box.width === 0 || box.height === 0) return false
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
}

/** A sticky element scrolls along until it has come as near to an edge as it was told to. */
function isStuck(style: CSSStyleDeclaration, box: DOMRect, pane: Pane): boolean {
  const upper = inset(style.top, pane)
  const lower = inset(style.bottom, pane)
  return box.top <= pane.top + upper + 1 || box.bottom >= pane.bottom - lower - 1
}

/** NaN, which nothing is near to, where there is none. */
function inset(value: string, { top, bottom }: Pane): number {
  const number = Number.parseFloat(value)
  return value.endsWith('%') ? ((bottom - top) * number) / 100 : number
}
