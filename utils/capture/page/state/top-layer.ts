import * as dom from '../dom.ts'

/** What of an element's backdrop a page may have styled. */
const BACKDROP =
  'display visibility opacity background-color background-image background-size background-position background-repeat backdrop-filter filter mix-blend-mode clip-path transform top right bottom left border-radius'.split(
    ' ',
  )

/** How an element stands in front of the page, undefined for those that don't. */
export function topLayerState(el: Element): string | undefined {
  if (dom.localName(el) === 'dialog' && dom.matches(el, ':modal')) return 'modal'
  if (dom.hasAttribute(el, 'popover') && dom.matches(el, ':popover-open')) return 'popover-open'
  return undefined
}

/** Points of a box at which it is looked for, as parts of its sides. */
const PROBES = [0.5, 0.1, 0.9]

/**
 * Whether the pointer finds the element. All but the frontmost modal dialog and what stands in it is inert,
 * so that the pointer goes through.
 */
export function isInFront(el: Element): boolean {
  const root = el.getRootNode() as Document | ShadowRoot
  const { left, top, width, height } = el.getBoundingClientRect()
  return PROBES.some((x) =>
    PROBES.some((y) => {
      const hit = root.elementFromPoint?.(left + x * width, top + y * height)
      return hit ? el.contains(hit) : false
    }),
  )
}

const LAYERS = ':modal,:popover-open,:fullscreen'

/**
 * Ancestors of open layers that keep what is in them at their own height, which the top layer escapes and
 * a replay without script does not.
 */
export function holdersOf(doc: Document, view: Window): ReadonlySet<Element> {
  const holders = new Set<Element>()
  for (const layer of Document.prototype.querySelectorAll.call(doc, LAYERS)) {
    for (let at = layer.parentElement; at?.parentElement; at = at.parentElement) {
      const { position, zIndex, isolation, opacity, transform } = view.getComputedStyle(at)
      const level = position === 'fixed' || position === 'sticky' || zIndex !== 'auto'
      if (level || isolation !== 'auto' || opacity !== '1' || transform !== 'none') holders.add(at)
    }
  }
  return holders
}

/** Declarations of the backdrop as it looks now. */
export function backdropOf(el: Element, view: Window): string {
  const style = view.getComputedStyle(el, '::backdrop')
  return BACKDROP.map((name) => `${name}:${style.getPropertyValue(name)};`).join('')
}
