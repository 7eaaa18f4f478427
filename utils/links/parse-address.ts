import { LinkshotError } from '../model/error.ts'

/** Pages that can't be captured but whose address is worth keeping; `javascript:` and the like are not. */
const BROWSER_PAGE =
  /^(?:chrome|edge|brave|opera|vivaldi|about|file|ftp|view-source|(?:chrome|moz)-extension):/i

/**
 * The address of any page a tab may show, for links that are kept without one.
 * @throws LinkshotError 'bad-address' or 'unsupported-scheme'
 */
export function parsePageAddress(typed: string): string {
  const text = typed.trim()
  const isPage = BROWSER_PAGE.test(text) && !/\s/.test(text) && URL.canParse(text)
  return isPage ? new URL(text).href : parseAddress(typed)
}

/**
 * The http(s) address someone typed, the scheme added where it was left out.
 * @throws LinkshotError 'bad-address' or 'unsupported-scheme'
 */
export function parseAddress(typed: string): string {
  const text = unwrapped(typed.trim())
  if (text === '' || /\s/.test(text)) throw new LinkshotError('bad-address', typed)
  const url = parse(text)
  if (!url) throw new LinkshotError('bad-address', typed)
  if (!/^https?:$/.test(url.protocol)) throw new LinkshotError('unsupported-scheme', url.protocol)
  if (!isHost(url.hostname)) throw new LinkshotError('bad-address', typed)
  return url.href
}

/** Without the quotes and brackets around it; one that an address opened itself is part of it. */
function unwrapped(typed: string): string {
  const text = typed.replace(/^[<"'“‘《（(]+/, '')
  const bare = text.replace(/[>"'”’》）)]+$/, '')
  const open = bare.split('(').length - bare.split(')').length
  return open > 0 ? bare + /^\)*/.exec(text.slice(bare.length))?.[0].slice(0, open) : bare
}

/** Machines at home and at work rarely have a certificate. */
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+)(?:[:/]|$)/i

function parse(text: string): URL | null {
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)
  const bare = text.replace(/^\/\//, '')
  const scheme = LOCAL.test(bare) ? 'http' : 'https'
  const address = hasScheme ? text : `${scheme}://${bare}`
  return URL.canParse(address) ? new URL(address) : null
}

/** A name with a dot, an IP address or localhost; one bare word is more often a search than a host. */
function isHost(host: string): boolean {
  return host === 'localhost' || /^\[.+\]$/.test(host) || /^[^.]+(?:\.[^.]+)+\.?$/.test(host)
}
