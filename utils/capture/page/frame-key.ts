import * as dom from './dom.ts'

/** Key of the main document; a child adds its place in `window.frames`. */
export const MAIN_KEY = '0'
/** Stands for a place that can't be found from inside: frames in shadow trees are in no `frames`. */
const UNKNOWN_PLACE = '?'

/** The key of a window's document, found by walking up to the top; works across origins. */
export function frameKey(view: Window): string {
  const places: string[] = []
  let child = view
  while (child.parent !== child) {
    places.unshift(placeOf(child, child.parent))
    child = child.parent
  }
  return [MAIN_KEY, ...places].join('.')
}

function placeOf(child: Window, parent: Window): string {
  for (let i = 0; i < parent.length; i++) if (parent[i] === child) return String(i)
  return UNKNOWN_PLACE
}

/** Names the child windows of a document; those in shadow trees are numbered as they are asked for. */
export function childKeys(view: Window | null, key: string): (child: Window) => string {
  const places = new Map<Window, string>()
  for (let i = 0; view && i < view.length; i++) {
    const child = view[i]
    if (child) places.set(child, `${key}.${i}`)
  }
  let hidden = 0
  return (child) => {
    const known = places.get(child) ?? `${key}.s${hidden++}`
    places.set(child, known)
    return known
  }
}

/**
 * Whether the parent's script reads this document, since scripts of extensions are not started for its
 * address: about:blank, srcdoc and the like, as long as parent and child may touch each other.
 */
export function isReadByParent(view: Window): boolean {
  if (!isInline(view.location.href)) return false
  try {
    return view.frameElement !== null
  } catch {
    return false
  }
}

/** The document of a child frame that has no script of its own, if it may be read. */
export function inlineDocument(frame: Element): Document | null {
  try {
    const doc =
      (frame as HTMLIFrameElement).contentDocument ?? (frame as HTMLEmbedElement).getSVGDocument()
    return doc && isInline(doc.defaultView?.location.href ?? '') ? doc : null
  } catch {
    return null
  }
}

/** The document a lazy frame would show: all of it stands in its attribute. */
export function srcdocDocument(frame: Element): Document | null {
  const markup = dom.attribute(frame, 'srcdoc')
  return markup ? new DOMParser().parseFromString(markup, 'text/html') : null
}

function isInline(url: string): boolean {
  return /^(?:about|blob|data|javascript):/.test(url)
}
