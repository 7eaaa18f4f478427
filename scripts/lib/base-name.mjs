import { domainToUnicode } from 'node:url'

/** File systems allow 255 bytes; room is left for a counter and an ending. */
const LONGEST = 150

/** Names that Windows refuses whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/

/** A file name that tells which page it is: host and path, letters of all scripts kept. */
export function slug(url) {
  const text = readable(addressText(url))
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}._]+/gu, '-')
    .replace(/\.(html?|php|aspx?)(?=-|$)/g, '')
  const short = shorten(text, LONGEST).replace(/^[-.]+|[-.]+$/g, '')
  if (short === '') return 'page'
  return RESERVED.test(short.split('.')[0] ?? '') ? `_${short}` : short
}

function addressText(text) {
  if (!URL.canParse(text)) return text
  const { hostname, port, pathname, search } = new URL(text)
  // xn--… is how a URL spells an international host; the address bar does not, and neither should a name.
  return `${domainToUnicode(hostname) || hostname}${port && `-${port}`}${pathname}${search}`
}

function readable(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function shorten(text, limit) {
  let size = 0
  let kept = ''
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > limit) return kept
    kept += character
  }
  return kept
}

/**
 * Base names for a whole run, unique also where the file system ignores case ('index' is the list's).
 * @param {string[]} urls
 */
export function baseNames(urls) {
  const used = new Set(['index'])
  return urls.map((url) => {
    const wanted = slug(url)
    let name = wanted
    for (let n = 2; used.has(name); n += 1) name = `${wanted}-${n}`
    used.add(name)
    return name
  })
}
