import { type Change, type ElementRule, rule } from './rule.ts'
import { lowerAttribute } from './scripts.ts'

/** Instructions a kept page must not follow, or that were for the page's own server. */
const DROPPED_EQUIV =
  /^(?:refresh|content-security-policy.*|x-.*|set-cookie|origin-trial|delegate-ch|accept-ch|default-style)$/

function metaChange(el: Element): Change | undefined {
  if (el.hasAttribute('charset')) return { set: { charset: 'utf-8' } }
  const equiv = lowerAttribute(el, 'http-equiv')
  if (equiv === 'content-type') return { set: { content: 'text/html; charset=utf-8' } }
  if (DROPPED_EQUIV.test(equiv)) return { set: { 'http-equiv': null, content: null } }
  return undefined
}

export const headRules = {
  meta: rule(metaChange),
  // All addresses are made whole, so it would only send cid: references astray.
  base: rule(() => ({ set: { href: null } })),
  form: rule(() => ({ set: { action: null, target: null } })),
} satisfies Record<string, ElementRule>
