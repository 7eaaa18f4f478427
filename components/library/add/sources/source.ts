import { htmlLinks } from '../../../../utils/links/files/html-links.ts'
import { findAddresses } from '../../../../utils/links/find-addresses.ts'
import type { BookmarkFolder } from '../../../../utils/model/bookmark-folder.ts'
import type { AddRequest } from '../../route.ts'

/** Where the links of a list come from. */
export type Source =
  | { kind: 'files'; files: File[] }
  /** `html` where the text came with marks of links. */
  | { kind: 'text'; text: string; html: string; clipboard: boolean }
  | { kind: 'page'; tabId: number }
  | { kind: 'tabs' }
  | { kind: 'bookmarks' }
  | { kind: 'folder'; folder: BookmarkFolder }

/** A text that came from elsewhere, perhaps with marks. */
export interface Passage {
  text: string
  html: string
}

/** Nobody edits a text of more letters in a small field. */
const LONGEST_TYPED = 20_000
/** More is not looked through before the list is shown. */
const LONGEST_LOOK = 500_000

/** What came in from elsewhere: a list of its own, or text for the field. */
export function sourceOf(request: AddRequest): Source | string {
  if (request.files) return { kind: 'files', files: request.files }
  if (request.tabId !== 0) return { kind: 'page', tabId: request.tabId }
  return ofPassage({ text: request.text, html: request.html ?? '' }, false)
}

/** A passage whose links hide behind words, or that is long, is a list; else it can be edited as text. */
export function ofPassage({ text, html }: Passage, clipboard: boolean): Source | string {
  const list: Source = { kind: 'text', text, html, clipboard }
  if (text.length > LONGEST_TYPED || html.length > LONGEST_LOOK) return list
  const marked = new Set([...htmlLinks(html)].map(({ url }) => url))
  const [only = ''] = marked
  const written = findAddresses(text).filter((found) => 'url' in found).length
  if (marked.size <= written) return text
  return marked.size === 1 ? only : list
}

/** What was dragged or copied. */
export function passageOf(data: DataTransfer | null): Passage {
  const list = data?.getData('text/uri-list') ?? ''
  // Lines that begin with # are remarks in lists of addresses.
  const addresses = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'))
  if (addresses.length > 0) return { text: addresses.join('\n'), html: '' }
  return { text: data?.getData('text/plain') ?? '', html: data?.getData('text/html') ?? '' }
}
