/** What each pseudo-class is drawn by in a cell that forces it. */
const FORCED: [RegExp, string][] = [
  [/:hover/g, ':is(.is-hover *)'],
  [/:active/g, ':is(.is-active *)'],
  [/:focus-within/g, ':is(.is-focus *)'],
  // Only what can have the focus shows it.
  [
    /:focus(?:-visible)?(?![-\w])/g,
    ':is(.is-focus :is(a, button, input, textarea, select, summary))',
  ],
]

/** Repeats every rule that waits for a pointer or the keyboard for cells that ask to look so. */
export function forceStates(): void {
  for (const sheet of document.styleSheets) forceIn(sheet)
}

function forceIn(parent: CSSStyleSheet | CSSGroupingRule): void {
  for (let index = parent.cssRules.length - 1; index >= 0; index--) {
    const rule = parent.cssRules[index]
    if (rule instanceof CSSGroupingRule) forceIn(rule)
    if (!(rule instanceof CSSStyleRule)) continue
    const selector = FORCED.reduce((text, [from, to]) => text.replace(from, to), rule.selectorText)
    if (selector === rule.selectorText) continue
    parent.insertRule(`${selector} { ${rule.style.cssText} }`, index + 1)
  }
}
