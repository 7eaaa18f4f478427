/**
 * Readers of DOM attributes that a page can't shadow: `document.title` and `form.childNodes` are taken
 * over by elements of that name, also in an isolated world.
 */
function reader<T extends object, V>(prototype: object, name: string): (target: T) => V {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get
  if (!get) return (target) => (target as Record<string, unknown>)[name] as V
  return (target) => get.call(target) as V
}

export const firstChild = reader<Node, Node | null>(Node.prototype, 'firstChild')
export const nextSibling = reader<Node, Node | null>(Node.prototype, 'nextSibling')
export const childNodes = reader<Node, NodeListOf<ChildNode>>(Node.prototype, 'childNodes')
export const parentNode = reader<Node, Node | null>(Node.prototype, 'parentNode')
export const nodeType = reader<Node, number>(Node.prototype, 'nodeType')
export const textContent = reader<Node, string | null>(Node.prototype, 'textContent')
export const baseUri = reader<Node, string>(Node.prototype, 'baseURI')
export const localName = reader<Element, string>(Element.prototype, 'localName')
export const tagName = reader<Element, string>(Element.prototype, 'tagName')
export const namespaceOf = reader<Element, string | null>(Element.prototype, 'namespaceURI')
export const attributesOf = reader<Element, NamedNodeMap>(Element.prototype, 'attributes')

export const documentOf = {
  url: reader<Document, string>(Document.prototype, 'URL'),
  title: reader<Document, string>(Document.prototype, 'title'),
  root: reader<Document, Element | null>(Document.prototype, 'documentElement'),
  head: reader<Document, HTMLHeadElement | null>(Document.prototype, 'head'),
  body: reader<Document, HTMLElement | null>(Document.prototype, 'body'),
  view: reader<Document, (Window & typeof globalThis) | null>(Document.prototype, 'defaultView'),
  doctype: reader<Document, DocumentType | null>(Document.prototype, 'doctype'),
  compatMode: reader<Document, string>(Document.prototype, 'compatMode'),
  contentType: reader<Document, string>(Document.prototype, 'contentType'),
  characterSet: reader<Document, string>(Document.prototype, 'characterSet'),
  readyState: reader<Document, DocumentReadyState>(Document.prototype, 'readyState'),
  fonts: reader<Document, Iterable<FontFace> | undefined>(Document.prototype, 'fonts'),
  styleSheets: reader<Document, StyleSheetList>(Document.prototype, 'styleSheets'),
  adopted: reader<Document, readonly CSSStyleSheet[] | undefined>(
    Document.prototype,
    'adoptedStyleSheets',
  ),
}

/** The attribute's value, or '' where it is not there. */
export function attribute(el: Element, name: string): string {
  return Element.prototype.getAttribute.call(el, name) ?? ''
}

export function hasAttribute(el: Element, name: string): boolean {
  return Element.prototype.hasAttribute.call(el, name)
}

/** `value` against `base`, '' where it is no address. */
export function absolute(value: string, base: string): string {
  try {
    return new URL(value.trim(), base).href
  } catch {
    return ''
  }
}

/** False also for selectors the browser doesn't know. */
export function matches(el: Element, selector: string): boolean {
  try {
    return Element.prototype.matches.call(el, selector)
  } catch {
    return false
  }
}

const ownerOf = reader<Node, Document | null>(Node.prototype, 'ownerDocument')

export function viewOf(el: Element): (Window & typeof globalThis) | null {
  const doc = ownerOf(el)
  return doc && documentOf.view(doc)
}
