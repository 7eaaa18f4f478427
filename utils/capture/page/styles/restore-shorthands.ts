import { blockOf, splitRules } from './split-rules.ts'

/**
 * A longhand without a value: browsers write it for each part of a shorthand with `var()` of which a later
 * declaration replaced another part. A custom property without a value is a real one.
 */
const EMPTY = /(?<![\w-])((?:-[a-z]+-)?[a-z][a-z-]*): (?=;| ?!)(?: ?!important)?;?/g

export function losesValues(text: string): boolean {
  EMPTY.lastIndex = 0
  // Looking for a plain text first costs a hundredth.
  return (text.includes(': ;') || text.includes(':  !')) && EMPTY.test(text)
}

/** Gives each longhand without value the one that `element` has at the moment. */
export function fillFrom(text: string, element: Element | null, pseudo = ''): string {
  const view = element?.ownerDocument.defaultView
  if (!element || !view || !losesValues(text)) return text
  const now = view.getComputedStyle(element, pseudo || null)
  return text.replace(EMPTY, (whole, name: string) =>
    whole.replace(': ', `: ${now.getPropertyValue(name)}`),
  )
}

/**
 * The text of rules of which the browser can't write all: those that are still in the source are taken from
 * there; an edited one gets the source's declarations, then its own; without a source values come from the
 * first element that matches.
 */
export function restoreRules(rules: Iterable<CSSRule>, source: string, root: ParentNode): string {
  const written = readSource(source)
  return [...rules].map((rule) => restored(rule, written, root)).join('\n')
}

interface Written {
  /** Rules as written, by how the browser writes them. */
  byText: Map<string, string[]>
  /** Style rules as written, by selector. */
  bySelector: Map<string, string[]>
}

function readSource(source: string): Written {
  const written: Written = { byText: new Map(), bySelector: new Map() }
  if (source) collect(source, false, new CSSStyleSheet(), written)
  return written
}

function collect(css: string, nested: boolean, scratch: CSSStyleSheet, written: Written): void {
  for (const text of splitRules(css, nested)) {
    const rule = parsed(text, scratch)
    if (!rule) continue
    if (rule.type !== 1) add(written.byText, rule.cssText, text)
    else {
      add(written.byText, rule.cssText, text)
      add(written.bySelector, (rule as CSSStyleRule).selectorText, text)
    }
    if (childrenOf(rule)?.length) collect(blockOf(text), true, scratch, written)
  }
}

function parsed(text: string, scratch: CSSStyleSheet): CSSRule | undefined {
  try {
    return scratch.cssRules[scratch.insertRule(text, scratch.cssRules.length)]
  } catch {
    return undefined
  }
}

function add(map: Map<string, string[]>, key: string, text: string): void {
  const list = map.get(key)
  if (list) list.push(text)
  else map.set(key, [text])
}

const childrenOf = (rule: CSSRule): CSSRuleList | undefined =>
  (rule as Partial<CSSGroupingRule>).cssRules

function restored(rule: CSSRule, written: Written, root: ParentNode): string {
  const text = rule.cssText
  if (!losesValues(text)) return text
  const same = written.byText.get(text)?.shift()
  if (same !== undefined) return same
  const { style, selectorText } = rule as CSSStyleRule
  const children = [...(childrenOf(rule) ?? [])].map((child) => restored(child, written, root))
  const own = style ? ownDeclarations(style.cssText, selectorText, written, root) : ''
  const head = selectorText ?? text.slice(0, text.indexOf('{'))
  return `${head} { ${own}\n${children.join('\n')} }`
}

function ownDeclarations(
  now: string,
  selector: string | undefined,
  written: Written,
  root: ParentNode,
): string {
  if (!losesValues(now)) return now
  const source = selector && written.bySelector.get(selector)?.shift()
  if (!source) return fillFrom(now, ...firstMatch(selector ?? '', root))
  const declared = splitRules(blockOf(source), true).filter((each) => !each.endsWith('}'))
  return `${declared.map((each) => each.replace(/;?$/, ';')).join('')}${now.replace(EMPTY, '')}`
}

function firstMatch(selector: string, root: ParentNode): [Element | null, string] {
  const [, subject = '', pseudo = ''] = /^(.*?)(::?(?:before|after))?$/s.exec(selector) ?? []
  if (subject.startsWith(':host') && root instanceof ShadowRoot) return [root.host, pseudo]
  try {
    return [root.querySelector(subject || '*'), pseudo]
  } catch {
    return [null, '']
  }
}
