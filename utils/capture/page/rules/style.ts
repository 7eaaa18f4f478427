import * as dom from '../dom.ts'
import { escapeText, rawStyle } from '../html-rules.ts'
import { inlineText } from '../styles/sheet-text.ts'
import { rule } from './rule.ts'

/** Writes a style element with the rules it has now, whether they stand in its text or not. */
export const styleRule = rule<HTMLStyleElement>((el, d) => {
  const { sheet } = el
  if (!sheet) return undefined
  d.sheets++
  const source = dom.textContent(el) ?? ''
  const html = !d.xml && dom.namespaceOf(el) === 'http://www.w3.org/1999/xhtml'
  const inner = inlineText(sheet, source, d).then(html ? rawStyle : escapeText)
  return { set: sheetState(el, sheet), inner }
})

/**
 * Attributes that turn the sheet on or off as it is now. A title would put it into a set of sheets
 * of which the replaying browser picks one by itself.
 */
export function sheetState(el: Element, sheet: CSSStyleSheet): Record<string, string | null> {
  const now = sheet.media.mediaText
  if (sheet.disabled) return { media: 'not all' }
  const state: Record<string, string | null> = dom.hasAttribute(el, 'title') ? { title: null } : {}
  if (now !== dom.attribute(el, 'media')) state['media'] = now || null
  return state
}
