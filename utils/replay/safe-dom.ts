import { HTML_NS, SVG_NS } from './namespaces.ts'

/*
 * A kept page can shadow what we call on it: in `<form><input name="attributes"></form>` the form's
 * `attributes` is the input, and `<img name="querySelectorAll">` does the same to the document. So forms and
 * documents are only ever touched through the prototypes' own functions.
 */

function getter<T extends object, K extends keyof T>(prototype: T, key: K): (of: T) => T[K] {
  const get = Object.getOwnPropertyDescriptor(prototype, key)?.get
  if (!get) throw new TypeError(`no getter ${String(key)}`)
  return (of) => get.call(of) as T[K]
}

const elementName = getter(Element.prototype, 'localName')
const elementSpace = getter(Element.prototype, 'namespaceURI')
const elementAttributes = getter(Element.prototype, 'attributes')
const nodeOwner = getter(Node.prototype, 'ownerDocument')
export const nodeKind = getter(Node.prototype, 'nodeType')
/** The parent, a shadow tree's root included. */
export const parentOf = getter(Node.prototype, 'parentNode')
export const firstChildOf = getter(Node.prototype, 'firstChild')
export const nextSiblingOf = getter(Node.prototype, 'nextSibling')
const nodeText = getter(Node.prototype, 'textContent')

export const firstElementOf = getter(Element.prototype, 'firstElementChild')

/** Name without prefix, lower case. */
export const nameOf = (element: Element): string => elementName(element).toLowerCase()
export const spaceOf = (element: Element): string | null => elementSpace(element)
/** A copy, so that attributes may be removed while it is walked; by index, as iterating a live map is slow. */
export function attributesOf(element: Element): Attr[] {
  const live = elementAttributes(element)
  const copy: Attr[] = []
  for (let at = 0; at < live.length; at++) {
    const node = live[at]
    if (node) copy.push(node)
  }
  return copy
}
export const textOf = (node: Node): string => nodeText(node) ?? ''

export const documentElementOf = getter(Document.prototype, 'documentElement')
export const doctypeOf = getter(Document.prototype, 'doctype')
export const compatModeOf = getter(Document.prototype, 'compatMode')
export const headOf = getter(Document.prototype, 'head')
export const bodyOf = getter(Document.prototype, 'body')

export const attribute = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name)
export const attributeNode = (element: Element, name: string): Attr | null =>
  Element.prototype.getAttributeNode.call(element, name)
export const setAttribute = (element: Element, name: string, value: string): void =>
  Element.prototype.setAttribute.call(element, name, value)
export const dropAttribute = (element: Element, name: string): void =>
  Element.prototype.removeAttribute.call(element, name)
export const dropAttributeNode = (element: Element, node: Attr): void => {
  Element.prototype.removeAttributeNode.call(element, node)
}
export const dropElement = (element: Element): void => Element.prototype.remove.call(element)

/** All elements below a document or fragment; later changes to the tree don't show in it. */
export function elementsIn(root: Document | DocumentFragment): NodeListOf<Element> {
  // By type and not `instanceof`, which says no to nodes of another window.
  if (nodeKind(root) !== Node.DOCUMENT_NODE) return (root as DocumentFragment).querySelectorAll('*')
  return Document.prototype.querySelectorAll.call(root, '*')
}

const htmlStyle = getter(HTMLElement.prototype, 'style')
const svgStyle = getter(SVGElement.prototype, 'style')

/** The declarations of an element's `style` attribute; undefined where the element has no such thing. */
export function styleOf(element: Element): CSSStyleDeclaration | undefined {
  const space = spaceOf(element)
  if (space === HTML_NS) return htmlStyle(element as HTMLElement)
  return space === SVG_NS ? svgStyle(element as SVGElement) : undefined
}

/** Puts a node behind an element's children. */
export const appendTo = (element: Element, node: Node): void =>
  Element.prototype.append.call(element, node)

/** A new element in the same document as `near`. */
export function createNear(near: Node, name: string, namespace: string | null = HTML_NS): Element {
  const owner = nodeOwner(near)
  if (!owner) throw new TypeError('a detached document has no elements')
  return Document.prototype.createElementNS.call(owner, namespace, name)
}

/** Puts a new element with the same attributes in an element's place; its children are gone. */
export function swapElement(element: Element, name: string): Element {
  const other = createNear(element, name)
  for (const node of attributesOf(element)) {
    // As a copy of the node, since parsers make names that `setAttribute` refuses.
    if (!node.namespaceURI) other.setAttributeNode(node.cloneNode() as Attr)
  }
  Element.prototype.replaceWith.call(element, other)
  return other
}
