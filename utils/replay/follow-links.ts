import { XLINK_NS } from './namespaces.ts'

/** What a click in a kept page asks for. */
export type LinkTarget = { open: string } | { scrollTo: string } | undefined

/** The link an event went through, looking out of open shadow roots. */
function linkIn(event: Event): string | undefined {
  for (const node of event.composedPath()) {
    const name = (node as Partial<Element>).localName
    if (name !== 'a' && name !== 'area') continue
    const read = (space: string | null) =>
      Element.prototype.getAttributeNS.call(node, space, 'href')
    const href = read(null) ?? read(XLINK_NS)
    if (href !== null) return href
  }
  return undefined
}

/** Only web pages are opened; a place in the document is scrolled to; anything else leads nowhere. */
export function linkTarget(href: string): LinkTarget {
  if (href.startsWith('#')) return { scrollTo: href.slice(1) }
  return /^https?:/i.test(href) && URL.canParse(href) ? { open: href } : undefined
}

/**
 * Answers clicks on links in a replayed document, whose own frame may neither open nor go anywhere.
 * Pressing Enter on a link arrives as a click as well.
 */
export function followLinks(view: Window, openTab: (url: string) => void): void {
  const follow = (event: Event) => {
    const href = linkIn(event)
    if (href === undefined) return
    event.preventDefault()
    const right = event.type === 'auxclick' && (event as MouseEvent).button !== 1
    const target = right ? undefined : linkTarget(href)
    if (target && 'open' in target) openTab(target.open)
    else if (target) scrollToPlace(view, target.scrollTo)
  }
  // On the window, whose functions no element of the page can shadow, and before anything in the page.
  view.addEventListener('click', follow, true)
  view.addEventListener('auxclick', follow, true)
  view.addEventListener('submit', (event) => event.preventDefault(), true)
}

function scrollToPlace(view: Window, fragment: string): void {
  const place = placeOf(view.document, fragment)
  if (place) place.scrollIntoView()
  else if (fragment === '' || fragment.toLowerCase() === 'top') view.scrollTo({ top: 0 })
}

function placeOf(doc: Document, fragment: string): Element | null {
  const byId = (id: string) => Document.prototype.getElementById.call(doc, id)
  const name = decoded(fragment)
  return (
    byId(fragment) ?? byId(name) ?? Document.prototype.getElementsByName.call(doc, name)[0] ?? null
  )
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
