import { LinkshotError } from '../../model/error.ts'
import type { FoundLink } from '../found-link.ts'
import { csvLinks } from './csv-links.ts'
import { decodeText } from './decode-text.ts'
import { htmlLinks } from './html-links.ts'
import { jsonLinks } from './json-links.ts'
import { markdownLinks } from './markdown-links.ts'
import { shortcutLinks } from './shortcut-links.ts'
import { textLinks } from './text-links.ts'

/** What a file dialog offers. */
export const FILE_TYPES = '.txt,.html,.htm,.xhtml,.csv,.tsv,.json,.md,.markdown,.url,.webloc,text/*'

/** Larger ones are no lists of links. */
export const LARGEST_FILE = 64_000_000

/**
 * The links of a file, read as its name and its beginning tell.
 * @throws LinkshotError 'file-binary'
 */
export function linksInFile(name: string, bytes: Uint8Array): Iterable<FoundLink> {
  const [, ending = ''] = /\.(\w+)$/.exec(name.toLowerCase()) ?? []
  if (ending === 'url' || ending === 'webloc') {
    return shortcutLinks(new TextDecoder('windows-1252').decode(bytes), name)
  }
  // The beginning of a PDF may be text, and what it links to is packed.
  if (String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-')
    throw new LinkshotError('file-binary')
  const text = decodeText(bytes)
  return READERS[ending]?.(text) ?? byContent(text)
}

const READERS: Record<string, (text: string) => Iterable<FoundLink>> = {
  html: htmlLinks,
  htm: htmlLinks,
  xhtml: htmlLinks,
  csv: csvLinks,
  tsv: csvLinks,
  json: jsonText,
  md: markdownLinks,
  markdown: markdownLinks,
}

function byContent(text: string): Iterable<FoundLink> {
  const beginning = text.slice(0, 1000)
  if (/^\s*<(?:!doctype|html|head|body|\?xml)/i.test(beginning)) return htmlLinks(text)
  return /^\s*[[{]/.test(beginning) ? jsonText(text) : textLinks(text)
}

/** What only looks like JSON, or holds one object a line, is a text with addresses all the same. */
function jsonText(text: string): Iterable<FoundLink> {
  try {
    return jsonLinks(JSON.parse(text))
  } catch {
    return textLinks(text)
  }
}
