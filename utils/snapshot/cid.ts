/** Splits an address into what a request is made for and its fragment with '#', '' if there is none. */
export function splitFragment(url: string): [address: string, fragment: string] {
  const at = url.indexOf('#')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)]
}

/**
 * 53 bits of a text in base 36. Not for secrets: it only has to tell the addresses of one page apart,
 * and to be the same on every machine so that equal sheets of two pages stay equal bytes.
 */
export function hash53(text: string): string {
  // Two multiplicative streams; the odd factors are the usual murmur and golden-ratio ones.
  let low = 0x9e3779b9
  let high = 0x85ebca6b
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0xcc9e2d51)
    high = Math.imul(high ^ code, 0x1b873593)
  }
  low = mix(low ^ (high >>> 15))
  high = mix(high ^ (low >>> 13))
  return ((high & 0x1fffff) * 0x100000000 + (low >>> 0)).toString(36)
}

function mix(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}

/** The name that stands for the body behind an absolute address; its fragment makes no difference. */
export function cidOf(url: string): string {
  return `r${hash53(splitFragment(url)[0])}`
}

/** The reference to write in place of an absolute address; a fragment stays behind it. */
export function cidReference(url: string): string {
  return `cid:${cidOf(url)}${splitFragment(url)[1]}`
}
