import * as dom from '../dom.ts'

const TITLED =
  'style[title]:not([title=""]), link[rel~="stylesheet" i][title]:not([title=""], [rel~="alternate" i])'

/** The set of titled sheets that a document starts with, '' without one. */
export function preferredSet(doc: Document): string {
  const find = (selector: string): Element | null =>
    Document.prototype.querySelector.call(doc, selector)
  const meta = find('meta[http-equiv="default-style" i][content]:not([content=""])')
  if (meta) return dom.attribute(meta, 'content')
  const first = find(TITLED)
  return first ? dom.attribute(first, 'title') : ''
}

/**
 * Whether an element's sheet counts at the moment. Chromium doesn't say so of titled ones: a style of another
 * set than the preferred one never does, and an alternate link only where a script switched it on.
 */
export function applies(el: Element, sheet: CSSStyleSheet, preferred: string): boolean {
  if (sheet.disabled) return false
  const doc = el.ownerDocument
  if ('selectedStyleSheetSet' in doc || el.getRootNode() !== doc) return true
  const title = dom.attribute(el, 'title')
  const alternate = /\balternate\b/i.test(dom.attribute(el, 'rel'))
  if (!title) return !alternate
  if (title === preferred) return true
  return alternate && shows(sheet, doc)
}

/** Rules looked at to see whether a sheet counts. */
const SAMPLE = 50

/** Whether what the sheet says is more often seen on the page than not. */
function shows(sheet: CSSStyleSheet, doc: Document): boolean {
  let score = 0
  try {
    for (const rule of [...sheet.cssRules].slice(0, SAMPLE)) score += seen(rule, doc)
  } catch {
    return false
  }
  return score > 0
}

function seen(rule: CSSRule, doc: Document): number {
  const { selectorText, style } = rule as Partial<CSSStyleRule>
  const el = selectorText && doc.querySelector(selectorText)
  if (!el || !style) return 0
  const now = doc.defaultView?.getComputedStyle(el)
  let score = 0
  for (const name of style) {
    const value = style.getPropertyValue(name)
    if (!value || value === 'initial') continue
    score += spelled(now?.getPropertyValue(name) ?? '') === spelled(value) ? 1 : -1
  }
  return score
}

/** Colours in one spelling, other values as they are. */
function spelled(value: string): string {
  if (!CSS.supports('color', value)) return value
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) return value
  context.fillStyle = value
  return String(context.fillStyle)
}
