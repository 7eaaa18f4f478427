import { hasRule } from './clean-elements.ts'
import { HTML_NS } from './namespaces.ts'
import {
  attribute,
  attributesOf,
  bodyOf,
  createNear,
  documentElementOf,
  dropAttribute,
  dropAttributeNode,
  dropElement,
  elementsIn,
  headOf,
  nameOf,
  spaceOf,
} from './safe-dom.ts'

const NEST = 'data-linkshot-nest'
const PART = 'data-linkshot-part'
const TAG = 'data-linkshot-tag'

type Root = Document | DocumentFragment

/** What a document has that its markup could only hint at, in document order. */
interface Found {
  nests: Element[]
  parts: Map<string, HTMLTemplateElement>
  others: Element[]
  roots: HTMLTemplateElement[]
}

/**
 * Puts every part of a kept tree where it was, also where no parser would leave it. The tree must have been
 * cleaned: elements are only moved, or get a name that means nothing to a browser.
 * @returns whether there was anything to do
 */
export function graft(doc: Document): boolean {
  const found = mendTree(doc)
  for (const root of found.roots.reverse()) attach(root)
  return found.nests.length + found.others.length + found.roots.length > 0
}

/** The same for a document that will be markup again: shadow roots stay templates. */
export function mendTree(doc: Document): Found {
  const found: Found = { nests: [], parts: new Map(), others: [], roots: [] }
  // It grows while it is walked.
  const roots: Root[] = [doc]
  for (const root of roots) search(root, roots, found)
  for (const other of found.others) rename(other)
  // What stands inside comes later in the list and goes first.
  for (const nest of found.nests.reverse()) unwrap(nest, found, doc)
  return found
}

function search(root: Root, roots: Root[], found: Found): void {
  for (const element of elementsIn(root)) {
    if (element.shadowRoot) roots.push(element.shadowRoot)
    const nests = attribute(element, NEST) !== null
    if (nests) found.nests.push(element)
    if (isStandIn(element)) found.others.push(element)
    if (!isTemplate(element)) continue
    const part = attribute(element, PART)
    if (part !== null) found.parts.set(part, element)
    if (attribute(element, 'shadowrootmode') !== null) found.roots.push(element)
    roots.push(element.content)
  }
}

/** By name and kind, since elements of another window are no instances of ours. */
const isTemplate = (element: Element): element is HTMLTemplateElement =>
  nameOf(element) === 'template' && spaceOf(element) === HTML_NS

const isStandIn = (element: Element): boolean =>
  nameOf(element) === 'linkshot' && attribute(element, TAG) !== null

/** Gives an element the name that markup could not say; names a browser acts on stay unsaid. */
function rename(element: Element): void {
  const [name = '', space = HTML_NS] = (attribute(element, TAG) ?? '').split(' ')
  if (hasRule(name.replace(/^.*:/, '').toLowerCase())) return
  const other = createOther(element, name, space)
  if (!other) return
  dropAttribute(element, TAG)
  for (const node of attributesOf(element)) {
    dropAttributeNode(element, node)
    other.setAttributeNode(node)
  }
  other.append(...element.childNodes)
  element.replaceWith(other)
}

function createOther(near: Element, name: string, space: string): Element | undefined {
  try {
    return createNear(near, name, space || null)
  } catch {
    return undefined
  }
}

/** Puts what an element holds in its place, or where its mark says. */
function unwrap(element: Element, found: Found, doc: Document): void {
  const mark = attribute(element, NEST) ?? ''
  const part = found.parts.get(mark)
  const holder = part ?? element
  const content: Iterable<Node> = isTemplate(holder) ? [holder.content] : [...holder.childNodes]
  if (part) dropElement(part)
  if (mark === 'head') documentElementOf(doc).prepend(...content)
  else if (mark === 'body') headOf(doc)?.after(...content)
  else if (mark === 'end') bodyOf(doc)?.after(...content)
  else if (mark === 'root') replaceRoot(doc, holder)
  else element.before(...content)
  dropElement(element)
}

/** A document has one element at its root, whatever a mark says. */
function replaceRoot(doc: Document, holder: Element): void {
  const [root] = isTemplate(holder) ? holder.content.children : []
  if (root) documentElementOf(doc).replaceWith(root)
}

/** Shadow roots inside of what no parser of documents has seen. */
function attach(template: HTMLTemplateElement): void {
  const host = template.parentElement
  if (!host || host.shadowRoot) return
  try {
    const has = (name: string) => attribute(template, name) !== null
    const root = host.attachShadow({
      mode: 'open',
      delegatesFocus: has('shadowrootdelegatesfocus'),
      clonable: has('shadowrootclonable'),
      serializable: has('shadowrootserializable'),
    })
    root.append(template.content)
    dropElement(template)
  } catch {
    // Not every element can be a host; then it is a template and shows nothing.
  }
}
