import * as dom from '../dom.ts'
import type { DocumentContext } from '../page-context.ts'

/** The body's font as far as it isn't that of the root: browsers give a replayed body another one. */
export function bodyFont(
  el: Element,
  style: CSSStyleDeclaration,
  { doc, view }: DocumentContext,
): Record<string, string> {
  const root = dom.documentOf.root(doc)
  if (el !== dom.documentOf.body(doc) || !root || !view) return {}
  const outer = view.getComputedStyle(root)
  const font = ['font-family', 'font-size'].map((name) => {
    const value = style.getPropertyValue(name)
    return outer.getPropertyValue(name) === value ? '' : `${name}:${value};`
  })
  return font.join('') ? { 'data-linkshot-font': font.join('') } : {}
}
