import { documentOf } from '../dom.ts'
import type { DocumentContext } from '../page-context.ts'
import { syntaxOf } from './property-syntax.ts'

/** More than any page registers. */
const MOST = 200

/**
 * Rules for properties that a script registered with `CSS.registerProperty`. The browser lists none, but their
 * values come typed where those of others are mere text. What can't be told is derived: the types from the
 * values there are, and whether they inherit from how an element's child differs from it.
 */
export function propertyRules(d: DocumentContext): string {
  const root = documentOf.root(d.doc)
  if (!root || !d.view) return ''
  const names = [...d.view.getComputedStyle(root)].filter((name) => name.startsWith('--'))
  const typed = names.slice(0, MOST).filter((name) => isTyped(root, name))
  if (typed.length === 0) return ''
  const rules = allRules(d.doc)
  const declared = new Set(rules.map((rule) => (isProperty(rule) ? rule.name : '')))
  const made = typed.filter((name) => !declared.has(name))
  return made.map((name) => propertyRule(name, root, setters(name, rules, d.doc), d)).join('\n')
}

/** Firefox has no typed values: there a registered property is told by being set nowhere. */
function isTyped(root: Element, name: string): boolean {
  if (!('computedStyleMap' in root)) return true
  const value = root.computedStyleMap().get(name)
  return value !== undefined && value.constructor.name !== 'CSSUnparsedValue'
}

const isProperty = (rule: CSSRule): rule is CSSPropertyRule => 'inherits' in rule

/** The rules of a document in one list, those in groups and imports included. */
function allRules(doc: Document): CSSRule[] {
  const all: CSSRule[] = []
  const sheets = [...documentOf.styleSheets(doc), ...(documentOf.adopted(doc) ?? [])]
  const lists = sheets.map(rulesOf)
  for (let list = lists.pop(); list; list = lists.pop()) {
    for (const rule of list) {
      all.push(rule)
      const { styleSheet } = rule as Partial<CSSImportRule>
      if (styleSheet) lists.push(rulesOf(styleSheet))
      else if ('cssRules' in rule) lists.push([...(rule as CSSGroupingRule).cssRules])
    }
  }
  return all
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules]
  } catch {
    return []
  }
}

/** One element for each rule that sets the property, and those that set it by their attribute. */
function setters(name: string, rules: CSSRule[], doc: Document): Set<Element> {
  const found = new Set<Element>(doc.querySelectorAll(`[style*="${CSS.escape(name)}"]`))
  for (const rule of rules) {
    const { style, selectorText } = rule as Partial<CSSStyleRule>
    const el = selectorText && style?.getPropertyValue(name) && match(selectorText, doc)
    if (el) found.add(el)
  }
  return found
}

function match(selector: string, doc: Document): Element | null {
  try {
    return doc.querySelector(selector)
  } catch {
    return null
  }
}

function propertyRule(name: string, root: Element, set: Set<Element>, d: DocumentContext): string {
  if (!('computedStyleMap' in root) && set.size > 0) return ''
  const read = (el: Element): string =>
    d.view?.getComputedStyle(el).getPropertyValue(name).trim() ?? ''
  // Nobody sets anything on the head: it has what the root hands down, or what there is from the beginning.
  const initial = read(set.has(root) ? (documentOf.head(d.doc) ?? root) : root)
  const inherits = [...set].every((el) => {
    const child = el === root ? documentOf.head(d.doc) : el.firstElementChild
    return !child || set.has(child) || read(child) !== initial || read(el) === initial
  })
  const syntax = syntaxOf([initial, ...[...set].map(read)])
  return `@property ${name}{syntax:"${syntax}";inherits:${inherits};initial-value:${initial}}`
}
