/** What a person did with the page: scrolled it, which is to stay, or used it in another way. */
export type Disturbance = 'scrolled' | 'used'

const SCROLL_KEYS = new Set([...['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' ']])
const MODIFIERS = new Set(['Alt', 'AltGraph', 'Control', 'Meta', 'Shift'])

/**
 * Tells once of the first thing a person does.
 * @returns stops it
 */
export function watchUser(win: Window, tell: (what: Disturbance) => void): () => void {
  const stop = new AbortController()
  const listen = (types: string[], meaning: (event: Event) => Disturbance | undefined) => {
    for (const type of types)
      win.addEventListener(
        type,
        (event) => {
          const what = event.isTrusted ? meaning(event) : undefined
          if (!what || stop.signal.aborted) return
          stop.abort()
          tell(what)
        },
        { capture: true, passive: true, signal: stop.signal },
      )
  }
  listen(['wheel', 'touchmove'], () => 'scrolled')
  listen(['keydown'], (event) => meaningOfKey(event as KeyboardEvent))
  listen(['pointerdown'], (event) => meaningOfPress(event as PointerEvent))
  return () => stop.abort()
}

function meaningOfKey({ key, target }: KeyboardEvent): Disturbance | undefined {
  // Keys of the browser itself begin with these.
  if (MODIFIERS.has(key)) return undefined
  const types = target instanceof Element && target.matches('input, textarea, select')
  return SCROLL_KEYS.has(key) && !types ? 'scrolled' : 'used'
}

/** A press beside the content of what it hits is one on its scroll bar; the middle button scrolls, too. */
function meaningOfPress({ target, clientX, clientY, button }: PointerEvent): Disturbance {
  if (!(target instanceof Element)) return 'used'
  const root = target === target.ownerDocument.documentElement
  const box = root ? { left: 0, top: 0 } : target.getBoundingClientRect()
  const right = box.left + target.clientLeft + target.clientWidth
  const lower = box.top + target.clientTop + target.clientHeight
  const bar = target.clientWidth > 0 && (clientX >= right || (root && clientY >= lower))
  return bar || button === 1 ? 'scrolled' : 'used'
}
