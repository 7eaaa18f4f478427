import * as dom from './dom.ts'

const XML_NAME = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.\-\u00b7]*$/u
/** The parser takes nearly all, the tokenizer's own signs excepted. */
const HTML_NAME = /^[^\s/>\0][^\s/>\0=]*$/

/** Whether markup can hold an attribute of a name; one it can't would cost the rest of its tag. */
export const isAttributeName = (name: string, xml: boolean): boolean =>
  (xml ? XML_NAME : HTML_NAME).test(name)

/** Declarations for the prefixes an element uses that only a script made known. */
export function prefixesText(el: Element): string {
  const missing = new Map<string, string>()
  const attributes = dom.attributesOf(el)
  for (const { prefix, namespaceURI } of [el, ...Array.from(attributes)]) {
    if (!prefix || !namespaceURI || /^xml(?:ns)?$/.test(prefix)) continue
    if (!isDeclared(el, prefix)) missing.set(prefix, namespaceURI)
  }
  return [...missing].map(([prefix, space]) => ` xmlns:${prefix}="${space}"`).join('')
}

function isDeclared(el: Element, prefix: string): boolean {
  for (let at: Node | null = el; at && dom.nodeType(at) === 1; at = dom.parentNode(at)) {
    if (dom.hasAttribute(at as Element, `xmlns:${prefix}`)) return true
  }
  return false
}
