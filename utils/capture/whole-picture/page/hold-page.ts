import { type Ask, PORT_NAME, type Told, type View } from '../view.ts'
import { barsOf, findFloating, type Pane } from './find-bars.ts'
import { findScroller } from './find-scroller.ts'
import { type Disturbance, watchUser } from './watch-user.ts'

/** The end of a port, as both browsers have it. */
export interface Port {
  name: string
  postMessage(message: unknown): void
  disconnect(): void
  onMessage: { addListener(listener: (message: unknown) => void): void }
  onDisconnect: { addListener(listener: () => void): void }
}

/** Nobody who photographs the page is silent for longer: whoever did has died without a word. */
const SILENCE_MS = 15_000
/** A page nobody sees draws no frames. */
const FRAME_MS = 300
/** For images in the window to come. */
const IMAGES_MS = 1500

/**
 * Lets the background scroll the page as long as it holds the port, and puts the scroll back when it lets
 * go, is killed or falls silent. Reads the page otherwise and writes nothing to it.
 */
export function holdPage(
  port: Port,
  win: Window,
  rootOf: (el: Element) => ShadowRoot | null,
): void {
  if (port.name !== PORT_NAME) return
  const found = findScroller(win)
  const scroller = found ?? win.document.documentElement
  const start = { left: scroller.scrollLeft, top: scroller.scrollTop }
  let disturbance: Disturbance | undefined
  let ended = false

  const end = () => {
    if (ended) return
    ended = true
    clearTimeout(silence)
    stopWatching()
    if (disturbance !== 'scrolled' && scroller.scrollTop !== start.top)
      scroller.scrollTo({ ...start, behavior: 'instant' })
  }
  const stopWatching = watchUser(win, (what) => {
    disturbance = what
    // A page moved between press and release would have the click hit something else.
    if (what === 'used') released(win, end)
    else end()
    port.postMessage({ disturbed: true } satisfies Told)
  })
  let silence = setTimeout(end, SILENCE_MS)

  const answer = async ({ scrollTo, patient }: Ask) => {
    clearTimeout(silence)
    silence = setTimeout(end, SILENCE_MS)
    if (scrollTo !== undefined)
      scroller.scrollTo({ left: start.left, top: scrollTo, behavior: 'instant' })
    await frames(win)
    if (patient) await imagesHere(win)
    const floating = await findFloating(win, rootOf)
    if (!ended)
      port.postMessage({
        view: viewOf(win, scroller, floating, found !== undefined),
      } satisfies Told)
  }
  port.onMessage.addListener((message) => {
    if (ended || disturbance) return
    // A page may have put anything in the place of what is read here: then there is no view.
    answer(message as Ask).catch(() => port.postMessage({}))
  })
  port.onDisconnect.addListener(() => {
    if (disturbance !== 'used') end()
  })
}

/** Once what was pressed is released and its click has been handled. */
function released(win: Window, then: () => void): void {
  const soon = () => setTimeout(then)
  win.addEventListener('pointerup', soon, { capture: true, once: true })
  win.addEventListener('keyup', soon, { capture: true, once: true })
  setTimeout(then, 2000)
}

function viewOf(win: Window, scroller: Element, floating: Element[], scrolls: boolean): View {
  const { innerWidth, devicePixelRatio: scale, visualViewport } = win
  const whole = scroller === (win.document.scrollingElement ?? win.document.documentElement)
  const height = Math.min(win.innerHeight, rootHeight(win))
  // Fingers zoomed in: a picture shows a part of the window then.
  const still = !scrolls || (visualViewport?.scale ?? 1) !== 1
  const pane = whole ? { top: 0, bottom: height, height } : paneOf(scroller, height)
  const { top, bottom, fixed } = barsOf(win, floating, pane, scroller)
  const most = still ? 0 : Math.max(0, scroller.scrollHeight - scroller.clientHeight)
  return {
    ...{
      left: win.scrollX,
      scroll: scroller.scrollTop,
      most,
      height,
      fullWidth: innerWidth,
      scale,
    },
    width: whole ? rootWidth(win) : widthBesideBar(win, scroller),
    ...{ top, bottom, fixed, whole },
  }
}

/** The window without its scroll bars; in quirks mode the body tells. */
const rootOfWindow = ({ document }: Window): Element =>
  document.compatMode === 'BackCompat' && document.body ? document.body : document.documentElement
const rootHeight = (win: Window): number => rootOfWindow(win).clientHeight || win.innerHeight
const rootWidth = (win: Window): number => rootOfWindow(win).clientWidth || win.innerWidth

function paneOf(scroller: Element, height: number): Pane {
  const { top } = scroller.getBoundingClientRect()
  const from = Math.max(0, top + scroller.clientTop)
  return { top: from, bottom: Math.min(height, from + scroller.clientHeight), height }
}

/** A scroll bar at the window's edge is left out; one elsewhere is a part of the picture. */
function widthBesideBar(win: Window, scroller: Element): number {
  const { left, right } = scroller.getBoundingClientRect()
  if (right < win.innerWidth - 1) return win.innerWidth
  return Math.min(win.innerWidth, left + scroller.clientLeft + scroller.clientWidth)
}

/** Two frames on, what was scrolled to is drawn. */
async function frames(win: Window): Promise<void> {
  const frame = () => new Promise((resolve) => win.requestAnimationFrame(resolve))
  const late = new Promise((resolve) => setTimeout(resolve, FRAME_MS))
  await Promise.race([frame().then(frame), late])
}

async function imagesHere(win: Window): Promise<void> {
  const end = Date.now() + IMAGES_MS
  while (Date.now() < end && [...win.document.images].some((image) => isComing(win, image)))
    await new Promise((resolve) => setTimeout(resolve, 50))
}

function isComing(win: Window, image: HTMLImageElement): boolean {
  if (image.complete) return false
  const { top, bottom, width } = image.getBoundingClientRect()
  return width > 0 && bottom > 0 && top < win.innerHeight
}
