import { documentOf } from '../dom.ts'
import type { DocumentContext } from '../page-context.ts'
import { syntaxOf } from './property-syntax.ts'

/**
 * Rules for properties that a script registered with `CSS.registerProperty`. The browser lists none, but their
 * values come typed where those of others are mere text. What can't be told is derived: the types from the
 * values there are, and whether they inherit from how an element's child differs from it.
 */
export function propertyRules(d: DocumentContext): string {
  const root = documentOf.root(d.doc)
  if (!root || !d.view) return ''
  const names = [...d.view.getComputedStyle(root)].filter((name) => name.startsWith('--'))
  const setters = new Map(names.filter(typedOn(root)).map((name) => [name, new Set<Element>()]))
  if (setters.size === 0) return ''
  readRules(d.doc, setters)
  return [...setters].map(([name, set]) => propertyRule(name, root, set, d)).join('')
}

/** Firefox has no typed values: there a registered property is told by having a value nobody set. */
function typedOn(root: Element): (name: string) => boolean {
  const map = root.computedStyleMap?.()
  return (name) => map?.get(name)?.constructor.name !== 'CSSUnparsedValue'
}

/** Finds an element for each rule that sets one of the properties; those that rules register are taken out. */
function readRules(doc: Document, setters: Map<string, Set<Element>>): void {
  const lists = [...documentOf.styleSheets(doc), ...(documentOf.adopted(doc) ?? [])].map(rulesOf)
  for (let list = lists.pop(); list; list = lists.pop()) {
    for (const rule of list) {
      const { style, selectorText, styleSheet, cssRules, name } = rule as Partial<
        CSSStyleRule & CSSImportRule & CSSPropertyRule
      >
      if ('inherits' in rule) setters.delete(name ?? '')
      if (cssRules?.length) lists.push(cssRules)
      if (styleSheet) lists.push(rulesOf(styleSheet))
      if (!selectorText || !style) continue
      for (const each of style) {
        const el = setters.has(each) && match(selectorText, doc)
        if (el) setters.get(each)?.add(el)
      }
    }
  }
}

function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules
  } catch {
    return []
  }
}

function match(selector: string, doc: Document): Element | null {
  try {
    return doc.querySelector(selector)
  } catch {
    return null
  }
}

function propertyRule(name: string, root: Element, set: Set<Element>, d: DocumentContext): string {
  for (const el of d.doc.querySelectorAll(`[style*="${CSS.escape(name)}"]`)) set.add(el)
  if (!root.computedStyleMap && set.has(root)) return ''
  const read = (el: Element): string =>
    d.view?.getComputedStyle(el).getPropertyValue(name).trim() ?? ''
  // Nobody sets anything on the head: it has what the root hands down, or what there is from the beginning.
  const head = documentOf.head(d.doc) ?? root
  const initial = read(set.has(root) ? head : root)
  const inherits = [...set].every((el) => {
    const child = el === root ? head : el.firstElementChild
    return !child || set.has(child) || read(child) !== initial || read(el) === initial
  })
  const syntax = syntaxOf([initial, ...[...set].map(read)])
  return `@property ${name}{syntax:"${syntax}";inherits:${inherits};initial-value:${initial}}`
}
