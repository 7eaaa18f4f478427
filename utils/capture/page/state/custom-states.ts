import * as dom from '../dom.ts'

/** Finds the states that custom elements gave themselves, by the names style sheets ask for. */
export interface CustomStates {
  enter: (root: Document | ShadowRoot) => void
  /** Tokens such as `state:open`. */
  of: (el: Element) => string[]
}

const STATE = /:(?:state\(\s*([^\s)]+)\s*\)|--([\w-]+))/g

/** By type and not `instanceof`, which says no to nodes of another window. */
const isDocument = (root: Document | ShadowRoot): root is Document => dom.nodeType(root) === 9

export function createCustomStates(): CustomStates {
  const seen = new WeakSet<CSSStyleSheet>()
  const pseudos = new Map<string, string>()
  /** Trees whose sheets nobody has asked about yet: on most pages nobody does. */
  const unread: (Document | ShadowRoot)[] = []

  const read = (rules: CSSRuleList) => {
    for (const rule of rules as Iterable<CSSRule & Partial<CSSStyleRule>>) {
      for (const [pseudo, name, legacy] of (rule.selectorText ?? '').matchAll(STATE)) {
        pseudos.set(pseudo, `state:${name ?? legacy}`)
      }
      if (rule.cssRules?.length) read(rule.cssRules)
    }
  }
  const readSheet = (sheet: CSSStyleSheet) => {
    if (seen.has(sheet)) return
    seen.add(sheet)
    try {
      read(sheet.cssRules)
    } catch {
      // A sheet of another site may not be looked into.
    }
  }
  const readTrees = () => {
    for (const root of unread.splice(0)) {
      const whole = isDocument(root)
      for (const sheet of whole ? dom.documentOf.styleSheets(root) : root.styleSheets)
        readSheet(sheet)
      const adopted = whole ? dom.documentOf.adopted(root) : root.adoptedStyleSheets
      for (const sheet of adopted ?? []) readSheet(sheet)
    }
  }
  return {
    enter: (root) => void unread.push(root),
    of: (el) => {
      readTrees()
      return [...pseudos].filter(([pseudo]) => dom.matches(el, pseudo)).map(([, token]) => token)
    },
  }
}
