import { addressesInLine } from '../find-addresses.ts'
import { type FoundLink, foundLink, webAddress } from '../found-link.ts'
import { linesOf } from './text-links.ts'

/** A picture stands for its text: `[![text](picture)](address)`. */
const PICTURE = /!\[([^[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)/g
/** `[text](address "title")`; the address may hold brackets in pairs. */
const LINK = /\[([^[\]]*)\]\(\s*<?(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+)/gi
/** `[text]: address` */
const REFERENCE = /^\s*\[([^[\]]+)\]:\s*<?(https?:\/\/[^\s<>]+)/i

/** The links of a text in Markdown: those with a text first, then addresses that stand by themselves. */
export function* markdownLinks(text: string): Generator<FoundLink> {
  for (const whole of linesOf(text)) {
    const line = whole.replace(PICTURE, '$1')
    const reference = REFERENCE.exec(line)
    for (const [, title = '', address = ''] of reference ? [reference] : line.matchAll(LINK)) {
      const url = webAddress(address)
      if (url !== '') yield foundLink(url, plain(title))
    }
    if (reference || !line.includes('://')) continue
    // Brackets of links are no part of addresses in the text.
    for (const found of addressesInLine(line.replace(LINK, ' ')))
      if ('url' in found) yield foundLink(found.url)
  }
}

/** A text without signs of emphasis and code. */
const plain = (text: string): string => text.replace(/\\([^\w\s])|[*`]|__/g, '$1')
