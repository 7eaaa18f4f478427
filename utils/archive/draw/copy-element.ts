import { HTML_NS } from '../../replay/namespaces.ts'
import { attributesOf, nameOf, spaceOf } from '../../replay/safe-dom.ts'

/** Names that XML and HTML both know. */
const PLAIN_NAME = /^[a-z_][\w.-]*$/i
const KNOWN_SPACE = /^http:\/\/www\.w3\.org\/(?:1999\/xlink|XML\/1998\/namespace)$/

/** Characters that no XML may have. */
const NO_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

export const xmlText = (text: string): string => text.replace(NO_XML, '\uFFFD')

/** An element without what is in it, as XML can say it. */
export function copyElement(element: Element, into: Document): Element {
  const name = nameOf(element)
  const space = spaceOf(element) ?? HTML_NS
  // Names of SVG have capitals.
  const own = space === HTML_NS ? name : element.localName
  const copy = into.createElementNS(space, PLAIN_NAME.test(own) ? own : 'span')
  for (const { name: full, namespaceURI, value } of attributesOf(element)) {
    const fits = namespaceURI === null ? PLAIN_NAME.test(full) : KNOWN_SPACE.test(namespaceURI)
    if (fits) copy.setAttributeNS(namespaceURI, full, xmlText(value))
  }
  return copy
}
