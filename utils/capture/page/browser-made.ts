import * as dom from './dom.ts'
import { HTML_NS } from './html-rules.ts'
import type { DocumentContext } from './page-context.ts'
import type { Change } from './rules/rule.ts'
import { rewriteStyle } from './styles/css-reference.ts'

const PAGE = /^(?:text\/html|application\/xhtml\+xml|image\/svg\+xml|application\/pdf)$/

/** Whether the browser made the document to show a file: such as a picture, a text or a tree of XML. */
export function isBrowserMade(doc: Document): boolean {
  const type = dom.documentOf.contentType(doc)
  const root = dom.documentOf.root(doc)
  if (PAGE.test(type) || !root || dom.namespaceOf(root) !== HTML_NS) return false
  return !/\bxml$/.test(type) || doc.getElementById('webkit-xml-viewer-source-xml') !== null
}

/** What sheets that only such documents have give their elements. */
const LOOKS = [
  'display',
  'position',
  'top',
  'left',
  'right',
  'bottom',
  'margin',
  'padding',
  'border',
  'color',
  'background-color',
  'font-family',
  'font-size',
  'white-space',
  'overflow-wrap',
  'flex-direction',
  'align-items',
  'min-width',
]

/** An element of such a document with what the browser's own sheets say, in front of what it says itself. */
export function withLooks(el: Element, change: Change, d: DocumentContext): Change {
  const styles = d.view?.getComputedStyle(el)
  if (!styles || styles.display === 'none') return change
  const looks = LOOKS.map((name) => `${name}:${styles.getPropertyValue(name)}`).join(';')
  const own = rewriteStyle(dom.attribute(el, 'style'), d) + pictureGround(el, d)
  return { ...change, set: { ...change.set, style: own ? `${looks};${own}` : looks } }
}

/**
 * Chromium has a box between the body and a picture, out of everybody's reach, that centres the picture;
 * Firefox has a dark pattern of its own behind it.
 */
function pictureGround(el: Element, d: DocumentContext): string {
  const { body, root, contentType } = dom.documentOf
  if (!/^image\//.test(contentType(d.doc))) return ''
  const own = d.view?.getComputedStyle(el).backgroundImage.startsWith('url("chrome:')
  if (el === root(d.doc) && own) return ';background:#212121'
  return el === body(d.doc) && dom.attribute(el, 'style') ? CENTRED : ''
}

const CENTRED = ';display:flex;flex-direction:column;align-items:flex-start;min-width:min-content'

/** Chromium's warning at the top of pages made by XSLT: the browser's word, and none of the page's. */
export function xsltBanner(doc: Document): Element | null {
  const body = dom.documentOf.body(doc)
  const first = body && dom.firstChild(body)
  if (!first || dom.nodeType(first) !== 1) return null
  return dom.localName(first as Element) === 'xslt-warning-banner' ? (first as Element) : null
}
