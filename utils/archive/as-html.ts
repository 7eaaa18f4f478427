import { HTML_NS, MATHML_NS, SVG_NS } from '../replay/namespaces.ts'
import {
  isParseError,
  keepFirstNewlines,
  type MarkupType,
  parseDocument,
  serializeDocument,
} from '../replay/parse-document.ts'
import {
  attributesOf,
  createNear,
  documentElementOf,
  elementsIn,
  nameOf,
  setAttribute,
  spaceOf,
} from '../replay/safe-dom.ts'
import { makeParseable } from './make-parseable.ts'

/**
 * A document of any kind as a file of its own can show it: HTML and what has its place in HTML as HTML,
 * other XML as it is. It is not yet sanitised: text that was harmless in XML can be markup in HTML.
 */
export function fileSource(markup: string, type: MarkupType): { markup: string; type: MarkupType } {
  if (type === 'text/html') return { markup, type }
  const xml = parseDocument(markup, type)
  const space = isParseError(xml) ? HTML_NS : spaceOf(documentElementOf(xml))
  if (space !== HTML_NS && space !== SVG_NS) return { markup, type }
  return { markup: asHtml(markup, type), type: 'text/html' }
}

/** XML as HTML, which keeps its elements and text but not the meaning of its style sheets. */
export function asHtml(markup: string, type: MarkupType): string {
  const xml = parseDocument(markup, type)
  if (isParseError(xml)) return ''
  const sheets = sheetsOf(xml)
  const html = document.implementation.createHTMLDocument('')
  for (const element of elementsIn(xml)) dropPrefix(element)
  const root = html.adoptNode(documentElementOf(xml))
  if (spaceOf(root) === HTML_NS && nameOf(root) === 'html') html.documentElement.replaceWith(root)
  else {
    html.documentElement.setAttribute('style', 'height:100%')
    html.body.setAttribute('style', 'height:100%;margin:0')
    if (spaceOf(root) === SVG_NS) fillViewport(root)
    html.body.append(root)
  }
  for (const data of sheets) html.head.insertAdjacentHTML('beforeend', `<link ${data}>`)
  for (const element of elementsIn(html)) translate(element)
  makeParseable(html)
  keepFirstNewlines(html)
  return serializeDocument(html, 'text/html')
}

/** An SVG document without a size is as large as its window. */
function fillViewport(svg: Element): void {
  for (const name of ['width', 'height']) {
    if (!svg.hasAttribute(name)) svg.setAttribute(name, '100%')
  }
  svg.setAttribute('style', `display:block;${svg.getAttribute('style') ?? ''}`)
}

/** What the instructions of an XML document say of its sheets, as attributes of a link. */
function sheetsOf(xml: Document): string[] {
  return [...xml.childNodes]
    .filter((node) => node.nodeType === Node.PROCESSING_INSTRUCTION_NODE)
    .map((node) => node as ProcessingInstruction)
    .filter(({ target }) => target === 'xml-stylesheet')
    .map(({ data }) => `rel="stylesheet" ${data}`)
}

/** Names of HTML have no prefix; with one they would be other names. */
function dropPrefix(element: Element): void {
  const space = spaceOf(element)
  if (!element.prefix || (space !== HTML_NS && space !== SVG_NS && space !== MATHML_NS)) return
  const plain = createNear(element, element.localName, space)
  for (const node of attributesOf(element)) plain.setAttributeNode(node.cloneNode() as Attr)
  plain.append(...element.childNodes)
  element.replaceWith(plain)
}

const XML_NS = 'http://www.w3.org/XML/1998/namespace'

/** In HTML the language has an attribute without a namespace. */
function translate(element: Element): void {
  const language = Element.prototype.getAttributeNS.call(element, XML_NS, 'lang')
  if (language === null || spaceOf(element) !== HTML_NS) return
  setAttribute(element, 'lang', language)
}
