import * as dom from '../dom.ts'
import { escapeText, HTML_NS, rawStyle } from '../html-rules.ts'
import type { DocumentContext } from '../page-context.ts'
import { applies } from '../styles/applies.ts'
import { inlineText } from '../styles/sheet-text.ts'
import { rule } from './rule.ts'

/** Writes a style element with the rules it has now, whether they stand in its text or not. */
export const styleRule = rule<HTMLStyleElement>((el, d) => {
  const { sheet } = el
  // Where its document allows none, or it is of another kind, the sheet must not come to life.
  if (!sheet) return d.view && dom.textContent(el) ? { set: { media: 'not all' } } : undefined
  d.sheets++
  const source = dom.textContent(el) ?? ''
  const html = !d.xml && dom.namespaceOf(el) === HTML_NS
  const inner = inlineText(sheet, source, d, rootOf(el)).then(html ? rawStyle : escapeText)
  return { set: sheetState(el, sheet, d), inner }
})

/** The document or shadow root whose elements the sheet of `el` speaks of. */
export const rootOf = (el: Element): ParentNode => el.getRootNode() as Document | ShadowRoot

/**
 * Attributes that turn the sheet on or off as it is now. A title would put it into a set of sheets
 * of which the replaying browser picks one by itself.
 */
export function sheetState(
  el: Element,
  sheet: CSSStyleSheet,
  d: DocumentContext,
): Record<string, string | null> {
  const now = sheet.media.mediaText
  if (!applies(el, sheet, d.preferred)) return { media: 'not all' }
  const state: Record<string, string | null> = dom.hasAttribute(el, 'title') ? { title: null } : {}
  if (now !== dom.attribute(el, 'media')) state['media'] = now || null
  return state
}
