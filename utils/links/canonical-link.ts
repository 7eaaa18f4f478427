import { nameOf, valueIn } from './address-parts.ts'
import { similarKeyOf } from './similar-key.ts'
import { keyPartsOf } from './url-key.ts'

/**
 * The address a page names as its own (`<link rel=canonical>`), or undefined where it can't be believed:
 * many sites name their home page, or page one, or one address for everything.
 * @param said the link's `href`, as it stands there
 */
export function believableCanonical(page: string, said: string): string | undefined {
  if (said.length > LONGEST) return undefined
  if (!/^https?:\/\//i.test(said.trim()) || !URL.canParse(said) || !URL.canParse(page))
    return undefined
  if (!/^https?:/.test(page)) return undefined
  const canonical = new URL(said)
  canonical.hash = ''
  if (similarKeyOf(page) === similarKeyOf(canonical.href)) return canonical.href
  const [from, to] = [looksOf(page), looksOf(canonical.href)]
  const believed = from.site === to.site && !isAnotherPage(from, to)
  return believed ? canonical.href : undefined
}

/** Longer ones are nothing to find a page by. */
const LONGEST = 4000

interface Looks {
  site: string
  path: string
  query: string[]
}

/** What is left of an address once all that is aside was dropped. */
function looksOf(address: string): Looks {
  const url = new URL(`http:${similarKeyOf(address)}`)
  const { host, port, path, query } = keyPartsOf(url)
  return { site: host + port, path, query }
}

/** Whether the canonical address is that of a page around this one rather than of this one. */
function isAnotherPage(page: Looks, canonical: Looks): boolean {
  return (
    isAround(page, canonical) ||
    pageNumber(page) !== pageNumber(canonical) ||
    losesIdentity(page, canonical) ||
    SIGN_IN.test(canonical.path)
  )
}

const SIGN_IN = /\/(?:log-?in|sign-?in|signup|register|error|404|not-?found)(?:[./]|$)/i

/** The home page, or the section the page stands in. */
function isAround(page: Looks, canonical: Looks): boolean {
  if (canonical.path === '/' && canonical.query.length === 0) return true
  const folder = canonical.path.replace(/\/?$/, '/')
  return page.path.startsWith(folder) && page.path.length > folder.length
}

/** Page two of a series is not page one. */
const PAGE_PARAMETERS = ['page', 'paged', 'pg', 'pn', 'p', 'start', 'offset']
const PAGE_PATH = /\/page[/-]?(\d+)\/?$|[_-](\d{1,3})(?=\.s?html?$)/i

function pageNumber({ path, query }: Looks): string {
  const inPath = PAGE_PATH.exec(path)
  const inQuery = PAGE_PARAMETERS.map((name) => valueIn(query, name)).find(Boolean)
  const found = inQuery ?? inPath?.[1] ?? inPath?.[2] ?? '1'
  return found === '0' ? '1' : found
}

/** '/view?id=1' that calls itself '/view' would be one with '/view?id=2'. */
function losesIdentity(page: Looks, canonical: Looks): boolean {
  if (page.query.length === 0 || page.path !== canonical.path) return false
  const kept = new Set(canonical.query.map(nameOf))
  return page.query.some((each) => !kept.has(nameOf(each)))
}

/**
 * The `href` of the first canonical link in the head of a document as it is kept, '' where there is none.
 * Written by our own page script: every value is in double quotes.
 */
export function canonicalIn(html: string): string {
  const head = html.slice(0, LONGEST_HEAD).split(/<body[\s>]/i, 1)[0] ?? ''
  for (const [tag] of withoutComments(head).matchAll(LINK)) {
    if (!/\srel="[^"]*\bcanonical\b[^"]*"/i.test(tag)) continue
    const href = /\shref="([^"]*)"/i.exec(tag)?.[1]
    if (href) return href.replaceAll('&amp;', '&')
  }
  return ''
}

/** Style sheets are bodies of their own: what stands in a head is short. */
const LONGEST_HEAD = 500_000

/** Without the signs that begin or end a tag: a page that has thousands of them open costs no time. */
const LINK = /<link\s[^<>]{1,5000}>/gi

function withoutComments(html: string): string {
  const [first = '', ...parts] = html.split('<!--')
  const kept = parts.map((part) => {
    const end = part.indexOf('-->')
    return end < 0 ? '' : part.slice(end)
  })
  return [first, ...kept].join('')
}
