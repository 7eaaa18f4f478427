/** The looks of what is highlighted, each once. */
export interface Looks {
  all: string[]
  /** Which of them a highlight has in the texts of an element. */
  of: (el: Element, highlight: number) => number
}

type Tree = Pick<DocumentOrShadowRoot, 'styleSheets' | 'adoptedStyleSheets'>

const LINE = ['-line', '-style', '-color', '-thickness'].map((end) => `text-decoration${end}`)
/** A rule of a highlight that sets the colour of its text. */
const COLOURED = /::highlight\(([^)]*)\)[^{}]*\{(?:[^}]*;)?\s*color:/g

/** @param trees where the rules are */
export function createLooks(
  view: Window & typeof globalThis,
  names: string[],
  trees: Iterable<Tree>,
): Looks {
  const all: string[] = []
  const pseudos = names.map((name) => view.CSS.escape(name))
  const known = names.map(() => new Map<Element, number>())
  const coloured = colouredNames(trees)
  const of = (el: Element, highlight: number): number => {
    const found = known[highlight]?.get(el)
    if (found !== undefined) return found
    const name = pseudos[highlight] ?? ''
    const look = lookOf(view.getComputedStyle(el, `::highlight(${name})`), coloured.has(name))
    const number = all.indexOf(look) < 0 ? all.push(look) - 1 : all.indexOf(look)
    known[highlight]?.set(el, number)
    return number
  }
  return { all, of }
}

/** What is not set comes from the highlight below, so it is left out. */
function lookOf(style: CSSStyleDeclaration, coloured: boolean): string {
  const value = (name: string) => style.getPropertyValue(name)
  const set = coloured ? ['color'] : []
  if (!/^(?:transparent|rgba\(0, 0, 0, 0\))$/.test(value('background-color')))
    set.push('background-color')
  if (value('text-shadow') !== 'none') set.push('text-shadow')
  if (value('text-decoration-line') !== 'none') set.push(...LINE)
  return set.map((name) => `${name}:${value(name)};`).join('')
}

/** Browsers give a colour also where none is set, and not always that of the text. */
function colouredNames(trees: Iterable<Tree>): Set<string | undefined> {
  const names = new Set<string | undefined>()
  for (const { styleSheets, adoptedStyleSheets } of trees) {
    for (const sheet of [...styleSheets, ...adoptedStyleSheets]) {
      for (const [, name] of textOf(sheet).matchAll(COLOURED)) names.add(name)
    }
  }
  return names
}

/** '' for a sheet of another site. */
function textOf(sheet: CSSStyleSheet): string {
  try {
    return Array.from(sheet.cssRules, (rule) => rule.cssText).join('')
  } catch {
    return ''
  }
}
