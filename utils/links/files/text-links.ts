import { addressesInLine } from '../find-addresses.ts'
import { type FoundLink, foundLink } from '../found-link.ts'

/** An address with its title behind it, as extensions write lists of tabs. */
const WITH_TITLE = /^\s*(https?:\/\/\S+)\s+[|｜]\s+(.+)$/

/** The links of a text: web addresses wherever they stand, and lines that are an address. */
export function* textLinks(text: string): Generator<FoundLink> {
  for (const line of linesOf(text)) {
    const [, , title = ''] = WITH_TITLE.exec(line) ?? []
    for (const found of addressesInLine(line)) if ('url' in found) yield foundLink(found.url, title)
  }
}

/** The lines of a text, one by one: a list of all would be as large again. */
export function* linesOf(text: string): Generator<string> {
  let at = 0
  while (at < text.length) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : found
    yield text.slice(at, end).replace(/\r$/, '')
    at = end + 1
  }
}
