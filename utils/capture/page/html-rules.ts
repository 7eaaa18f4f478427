import { words } from '../../snapshot/parser-words.ts'

export { HTML_NS, SVG_NS } from '../../snapshot/nesting.ts'

/** Elements without content or end tag. */
export const VOID_ELEMENTS = words(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
)
/** Elements whose text is written as it is. */
export const RAW_TEXT_ELEMENTS = words('style script xmp iframe noembed noframes')
/** Elements of which the parser drops a newline right after the start tag. */
export const NEWLINE_EATERS = words('pre textarea listing')

const NEEDS_ESCAPE = /[&<>\u00a0\r]/
const NEEDS_ATTRIBUTE_ESCAPE = /[&<>"\u00a0\r\n\t]/

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&#160;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

const escaped = (char: string) => ESCAPES[char] ?? char

/** What XML can't hold in any way; one such character would cost the whole document. */
const NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
/** Looks like the control characters XML has no room for: a box or nothing, as the browser likes. */
const CONTROL = '\u0080'

const forXml = (text: string): string =>
  text.replace(NOT_IN_XML, (char) => (char < ' ' ? CONTROL : '\ufffd'))

/** Text as a parser of HTML or XML reads it back unchanged. */
export function escapeText(text: string, xml = false): string {
  if (xml) text = forXml(text)
  // Parsers drop it; the next control character looks the same.
  else if (text.includes('\0')) text = text.replaceAll('\0', '\u0001')
  return NEEDS_ESCAPE.test(text) ? text.replace(/[&<>\u00a0\r]/g, escaped) : text
}

/** An attribute's value between double quotes. */
export function escapeAttribute(value: string, xml = false): string {
  if (xml) value = forXml(value)
  if (!NEEDS_ATTRIBUTE_ESCAPE.test(value)) return value
  // XML would turn line breaks and tabs into spaces.
  return value.replace(xml ? /[&<>"\u00a0\r\n\t]/g : /[&<>"\u00a0\r]/g, escaped)
}

/** A comment that can't end before its end. */
export function commentText(data: string, xml = false): string {
  const safe = xml
    ? forXml(data).replace(/-(?=-|$)/g, '- ')
    : data.replace(/--(?=!?>)/g, '- -').replace(/^(?=-?>)/, ' ')
  return `<!--${safe}-->`
}

/** Style text inside an HTML element: `</style` may stand in a string or comment of it. */
export function rawStyle(css: string): string {
  return css.replace(/<\/(?=style)/gi, '<\\/')
}

export function doctypeText(type: DocumentType): string {
  const { name, publicId, systemId } = type
  const system = systemId ? ` "${systemId}"` : ''
  if (publicId) return `<!DOCTYPE ${name} PUBLIC "${publicId}"${system}>`
  return `<!DOCTYPE ${name}${system ? ` SYSTEM${system}` : ''}>`
}
