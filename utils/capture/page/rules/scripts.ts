import * as dom from '../dom.ts'
import { addOwn, want } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

/** Attributes of a script element that selectors may ask for and nothing runs by. */
const KEPT = /^(?:id|class|title|lang|dir|hidden|data-.*)$/

/** Types of what browsers run; all else is data. */
const RUNS = /^(?:module|(?:text|application)\/(?:x-)?(?:java|ecma)script)?$/

/** Keeps the text for reading, under a name that no document mentions. */
function keepText(el: Element, { frame, base, key }: DocumentContext, count: number): void {
  const address = ['src', 'href', 'xlink:href'].map((name) => dom.attribute(el, name)).find(Boolean)
  const text = dom.textContent(el)
  if (address) want(frame.findings, dom.absolute(address, base), 'script')
  else if (text)
    addOwn(
      frame.findings,
      { cid: `s${key}-${count}`, url: '', kind: 'script' },
      new Blob([text], { type: 'text/javascript' }),
    )
}

/** Empties the element, but leaves it so that its neighbours keep their position. */
function placeholder(el: Element, d: DocumentContext): Change {
  if (d.frame.host.options?.scripts && RUNS.test(lowerAttribute(el, 'type')))
    keepText(el, d, d.canvases++)
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
