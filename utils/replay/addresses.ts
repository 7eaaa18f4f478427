import { splitFragment } from '../snapshot/cid.ts'
import { rewriteCss } from './rewrite-css.ts'

/** Loads nothing and shows nothing; stands where a body is missing or an address was taken out. */
export const NOTHING = 'data:,'
/** No element has this id, so that a link to it goes nowhere. */
const NOWHERE = '#linkshot-none'

const CID = /^cid:([a-z0-9][a-z0-9._?-]*)(#.*)?$/i
const FRAME_CID = /^cid:frame-([a-z0-9._?-]+)$/i

/** The body a `cid:` reference names and the fragment behind it. */
export function cidIn(url: string): { cid: string; fragment: string } | undefined {
  const [, cid, fragment = ''] = CID.exec(url) ?? []
  return cid === undefined ? undefined : { cid, fragment }
}

/** The child document a `cid:frame-…` reference names. */
export const frameKeyIn = (url: string): string | undefined => FRAME_CID.exec(url.trim())?.[1]

/** Data that can only be decoded, never run: a document or script isn't among it. */
const SAFE_DATA =
  /^data:(?:,|;|(?:image|font|audio|video)\/[\w.+-]+[;,]|application\/(?:x-)?(?:font|octet-stream)[\w.-]*[;,])/i
const CSS_DATA = /^data:text\/css(;[^,]*)?,(.*)$/is
/** data: sheets importing data: sheets; nobody means more than this. */
const MAX_NESTED_SHEETS = 4

/**
 * The address a stored page may load something from: a `cid:` reference, inert data or a fragment.
 * Everything else becomes `data:,`.
 */
export function safeSource(url: string, pageUrl = '', depth = 0): string {
  const trimmed = url.trim()
  if (trimmed.startsWith('#') || CID.test(trimmed)) return trimmed
  if (SAFE_DATA.test(trimmed)) return trimmed
  const css = CSS_DATA.exec(trimmed)
  if (css) return safeCssData(css[1] ?? '', css[2] ?? '', depth)
  const [address, fragment] = splitFragment(trimmed)
  return fragment && pageUrl && address === splitFragment(pageUrl)[0] ? fragment : NOTHING
}

function safeCssData(parameters: string, data: string, depth: number): string {
  if (depth >= MAX_NESTED_SHEETS) return NOTHING
  const css = decodeData(data, /;\s*base64\s*$/i.test(parameters))
  if (css === undefined) return NOTHING
  const clean = rewriteCss(css, (url) => safeSource(url, '', depth + 1))
  return `data:text/css;charset=utf-8,${encodeURIComponent(clean)}`
}

function decodeData(data: string, base64: boolean): string | undefined {
  try {
    const text = decodeURIComponent(data)
    if (!base64) return text
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
  } catch {
    return undefined
  }
}

const LINK_SCHEMES = /^(?:https?|mailto|tel):$/

/** Where a link may lead: a web address or a place in its own document; anything else leads nowhere. */
export function safeLink(href: string, base: string, pageUrl: string): string {
  const trimmed = href.trim()
  if (trimmed === '' || trimmed.startsWith('#')) return trimmed
  if (!URL.canParse(trimmed, base)) return NOWHERE
  const url = new URL(trimmed, base)
  if (!LINK_SCHEMES.test(url.protocol)) return NOWHERE
  const [address, fragment] = splitFragment(url.href)
  return fragment && address === splitFragment(pageUrl)[0] ? fragment : url.href
}
