import * as dom from '../dom.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

/** Attributes of a script element that selectors may ask for and nothing runs by. */
const KEPT = /^(?:id|class|title|lang|dir|hidden|data-.*)$/

/** Empties the element, but leaves it so that its neighbours keep their position. */
function placeholder(el: Element): Change {
  const set: Record<string, string | null> = {}
  for (const name of el.getAttributeNames()) if (!KEPT.test(name)) set[name] = null
  return { set: { ...set, type: 'text/plain' }, inner: '' }
}

export const scriptRules = {
  script: rule(placeholder),
  // Scripts were on, so nobody saw its content; a document without scripts would show it.
  noscript: rule(() => ({ inner: '' })),
} satisfies Record<string, ElementRule>

/** Whether an attribute is one that HTML ignores in other letters' case. */
export function lowerAttribute(el: Element, name: string): string {
  return dom.attribute(el, name).trim().toLowerCase()
}
