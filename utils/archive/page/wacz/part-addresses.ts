import type { Part } from '../part-medium.ts'
import { partNames } from '../part-names.ts'

/** A host that can't exist (RFC 2606), for what never had an address or shares it with something else. */
const NOWHERE = 'https://linkshot.invalid/'

/** Gives every part of a page the address it was loaded from, and each address to one part. */
export function partAddresses(pageUrl: string): (part: Part) => string {
  const taken = new Set([withoutFragment(pageUrl)])
  const nameFor = partNames()
  return ({ url, type }) => {
    const name = nameFor(url, type)
    const own = withoutFragment(url)
    const usable = /^https?:/i.test(own) && URL.canParse(own) && !/[\s"'<>]|,$/.test(own)
    const address = usable && !taken.has(own) ? own : NOWHERE + name
    taken.add(address)
    return address
  }
}

export const withoutFragment = (url: string): string => url.replace(/#.*$/s, '')
