/** Share of the window's width and height an element has, at least, that scrolls in the window's place. */
const LEAST_WIDTH = 0.9
const LEAST_HEIGHT = 0.6

/**
 * What scrolls when a reader scrolls the page: the window, or one element that takes its place. Undefined
 * where nothing does, or where nobody could say which.
 */
export function findScroller(win: Window): Element | undefined {
  const root = win.document.scrollingElement
  if (root && root.scrollHeight > root.clientHeight + 1 && windowScrolls(win)) return root
  return pane(win)
}

/** The window takes its overflow from the root, or from the body where the root says nothing. */
function windowScrolls(win: Window): boolean {
  const { documentElement: root, body } = win.document
  const own = win.getComputedStyle(root).overflowY
  const said = own === 'visible' && body ? win.getComputedStyle(body).overflowY : own
  return said !== 'hidden' && said !== 'clip'
}

function pane(win: Window): Element | undefined {
  const { innerWidth, innerHeight } = win
  let at: Element | null | undefined = innermostAt(win.document, innerWidth / 2, innerHeight / 2)
  while (at) {
    if (scrolls(win, at)) return fills(win, at) ? at : undefined
    at = at.parentElement ?? (at.getRootNode() as Partial<ShadowRoot>).host
  }
  return undefined
}

function innermostAt(root: DocumentOrShadowRoot, x: number, y: number): Element | undefined {
  const found = root.elementFromPoint(x, y) ?? undefined
  const inner = found?.shadowRoot
  return (inner && inner !== root && innermostAt(inner, x, y)) || found
}

function scrolls(win: Window, element: Element): boolean {
  if (element.scrollHeight <= element.clientHeight + 1) return false
  return /^(?:auto|scroll|overlay)$/.test(win.getComputedStyle(element).overflowY)
}

function fills({ innerWidth, innerHeight }: Window, element: Element): boolean {
  const { width, height } = element.getBoundingClientRect()
  return width >= innerWidth * LEAST_WIDTH && height >= innerHeight * LEAST_HEIGHT
}
