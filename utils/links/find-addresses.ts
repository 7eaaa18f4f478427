import { type ErrorReason, toLinkshotError } from '../model/error.ts'
import { parseAddress } from './parse-address.ts'
import { urlKeyOf } from './url-key.ts'

/** A piece of a text that is an address, or was meant as one. */
export type FoundAddress = { url: string; urlKey: string } | { typed: string; reason: ErrorReason }

/** Ends at blanks, quotes and Chinese punctuation, which addresses don't hold undecoded. */
const IN_TEXT = /https?:\/\/[^\s<>"'`“”‘’「」『』《》【】（），。；、！？]+/gi

/**
 * The addresses in any text, each once: web addresses wherever they stand, and lines of a single word as
 * if they were typed. Other words are passed by, unless there is nothing but words.
 */
export function findAddresses(text: string): FoundAddress[] {
  const found = text.split(/\r?\n/).flatMap(addressesInLine)
  if (found.length === 0 && text.trim() !== '') {
    return [{ typed: text.trim().slice(0, 200), reason: 'bad-address' }]
  }
  return [...new Map(found.map((each) => [keyOf(each), each])).values()]
}

/** Those of one line, in their order. */
export function addressesInLine(text: string): FoundAddress[] {
  const line = text.trim()
  const addresses = [...line.matchAll(IN_TEXT)].map(([address]) => whole(withoutTail(address)))
  if (addresses.length > 0 || line === '') return addresses
  const words = line.split(/\s+/)
  return words.length === 1 ? [parsed(line)] : []
}

/** Like `parsed` for an address whose end is known, and may be a bracket. */
function whole(address: string): FoundAddress {
  const found = parsed(address)
  if ('reason' in found) return found
  const url = new URL(address).href
  return { url, urlKey: urlKeyOf(url) }
}

function parsed(typed: string): FoundAddress {
  try {
    const url = parseAddress(typed)
    return { url, urlKey: urlKeyOf(url) }
  } catch (error) {
    return { typed, reason: toLinkshotError(error).reason }
  }
}

const PAIRS: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** Drops what ends the sentence or the brackets around an address, not what belongs to it. */
function withoutTail(address: string): string {
  const surplus = Object.fromEntries(
    Object.entries(PAIRS).map(([closing, opening]) => [
      closing,
      count(address, closing) - count(address, opening),
    ]),
  )
  let end = address.length
  for (; end > 0; end--) {
    const last = address[end - 1] ?? ''
    const unpaired = surplus[last]
    if (unpaired === undefined ? !/[.,;:!?*_~]/.test(last) : unpaired <= 0) break
    if (unpaired !== undefined) surplus[last] = unpaired - 1
  }
  return address.slice(0, end)
}

const count = (text: string, sign: string): number => text.split(sign).length - 1

const keyOf = (found: FoundAddress): string => ('url' in found ? found.urlKey : found.typed)
