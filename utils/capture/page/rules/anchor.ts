import { splitFragment } from '../../../snapshot/cid.ts'
import * as dom from '../dom.ts'
import type { DocumentContext } from '../page-context.ts'
import { rule } from './rule.ts'

/** Links get their whole address, except those to a place in the same document. */
export const anchorRule = rule<HTMLAnchorElement | HTMLAreaElement>((el, d) => {
  if (!dom.hasAttribute(el, 'href')) return undefined
  return { set: { href: keptAddress(el.href, d) } }
})

/** What a link's address is kept as; null for one that is none. */
export function linkAddress(value: string, d: DocumentContext): string | null {
  const url = dom.absolute(value, d.base)
  return url || !value.includes(':') ? keptAddress(url || value, d) : null
}

/** One that would run script leads nowhere, but is a link still: `:link` and `a[href]` colour it. */
const NOWHERE = 'about:invalid'

function keptAddress(url: string, d: DocumentContext): string {
  if (url.startsWith('javascript:')) return NOWHERE
  const [address, fragment] = splitFragment(url)
  const here = splitFragment(d.url)[0]
  return fragment && address === here ? fragment : url
}
