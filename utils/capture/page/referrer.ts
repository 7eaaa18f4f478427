import * as dom from './dom.ts'

/** Gives the Referer that the page would send with a request for an address, '' for none. */
export type ReferrerOf = (url: string, policy?: string) => string

const POLICIES =
  /^(?:no-referrer|no-referrer-when-downgrade|same-origin|origin|strict-origin|origin-when-cross-origin|strict-origin-when-cross-origin|unsafe-url)$/

/** By the page's own words; what its server said in a header no script is told. */
export function createReferrerOf(view: Window): ReferrerOf {
  const page = new URL(view.location.href)
  const metas = Document.prototype.querySelectorAll.call(view.document, 'meta[name="referrer" i]')
  const said = [...metas].map((meta) => dom.attribute(meta, 'content').trim().toLowerCase())
  const own = said.filter((word) => POLICIES.test(word)).at(-1) ?? ''
  if (!/^https?:$/.test(page.protocol)) return () => ''
  return (url, policy = '') => {
    const word = policy.trim().toLowerCase()
    return referrer(page, url, POLICIES.test(word) ? word : own)
  }
}

function referrer(page: URL, url: string, policy: string): string {
  const whole = page.origin + page.pathname + page.search
  const same = URL.canParse(url) && new URL(url).origin === page.origin
  const downgrade = page.protocol === 'https:' && !url.startsWith('https:')
  if (policy === 'no-referrer' || (policy === 'same-origin' && !same)) return ''
  if (policy === 'unsafe-url') return whole
  if (downgrade && policy !== 'origin' && policy !== 'origin-when-cross-origin') return ''
  if (policy === 'no-referrer-when-downgrade') return whole
  const onlyOrigin = policy === 'origin' || policy === 'strict-origin'
  return same && !onlyOrigin ? whole : `${page.origin}/`
}
