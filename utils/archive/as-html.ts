import { HTML_NS } from '../replay/namespaces.ts'
import {
  isParseError,
  type MarkupType,
  parseDocument,
  serializeDocument,
} from '../replay/parse-document.ts'
import { documentElementOf, spaceOf } from '../replay/safe-dom.ts'

/**
 * The HTML that shows a document of any kind; a file of its own can only be one kind. It is not yet
 * sanitised: text that was harmless in XML can be markup here.
 */
export function asHtml(markup: string, type: MarkupType): string {
  if (type === 'text/html') return markup
  const xml = parseDocument(markup, type)
  if (isParseError(xml)) return ''
  const html = document.implementation.createHTMLDocument('')
  const root = html.adoptNode(documentElementOf(xml))
  if (spaceOf(root) === HTML_NS) html.documentElement.replaceWith(root)
  else {
    html.body.style.margin = '0'
    html.body.append(root)
  }
  return serializeDocument(html, 'text/html')
}
