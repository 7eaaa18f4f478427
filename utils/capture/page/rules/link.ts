import * as dom from '../dom.ts'
import { want } from '../findings.ts'
import { escapeAttribute } from '../html-rules.ts'
import type { DocumentContext } from '../page-context.ts'
import { linkedReference } from '../styles/linked-sheet.ts'
import { linkAddress } from './anchor.ts'
import { type Change, rule } from './rule.ts'
import { lowerAttribute } from './scripts.ts'
import { rootOf, sheetState } from './style.ts'

/** Relations that only say something and make no browser fetch or connect. */
const SAYING = /^(?:canonical|alternate|author|license|amphtml|me|help|search|shortlink|bookmark)$/

const INERT = {
  rel: null,
  href: null,
  as: null,
  imagesrcset: null,
  imagesizes: null,
}

/** Style sheets, the page's icon and harmless statements stay; all else loses its function. */
export const linkRule = rule<HTMLLinkElement>((el, d) => {
  const relations = lowerAttribute(el, 'rel').split(/\s+/)
  if (relations.includes('stylesheet')) return sheetChange(el, relations, d)
  if (el === d.icon) return iconChange(el, d)
  if (!relations.every((each) => SAYING.test(each))) return { set: INERT }
  return { set: { href: linkAddress(dom.attribute(el, 'href'), d) } }
})

function sheetChange(el: HTMLLinkElement, relations: string[], d: DocumentContext): Change {
  const { sheet } = el
  const url = dom.absolute(dom.attribute(el, 'href'), d.base)
  if (!url || !dom.attribute(el, 'href') || neverLoads(el)) return { set: { ...INERT, type: null } }
  d.sheets++
  const state = sheet ? sheetState(el, sheet, d) : {}
  const on = sheet && state['media'] !== 'not all'
  const rel = on ? 'stylesheet' : relations.join(' ')
  const kept = { rel, ...state, href: null, charset: null, type: null }
  const charset = dom.attribute(el, 'charset')
  const text = linkedReference(sheet, url, d, rootOf(el), charset).then(
    (reference) => ` href="${escapeAttribute(reference, d.xml)}"`,
  )
  return { set: kept, late: text }
}

/** Switched off by its attribute, or said to be in another language. */
function neverLoads(el: HTMLLinkElement): boolean {
  const type = lowerAttribute(el, 'type')
  return !el.sheet && (dom.hasAttribute(el, 'disabled') || (type !== '' && type !== 'text/css'))
}

function iconChange(el: HTMLLinkElement, d: DocumentContext): Change {
  const url = dom.absolute(dom.attribute(el, 'href'), d.base)
  return { set: { ...INERT, rel: 'icon', href: want(d.frame.findings, url, 'icon') } }
}
