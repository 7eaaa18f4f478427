import { attribute, bodyOf, createNear, documentElementOf, styleOf } from '../safe-dom.ts'

const NAMES = ['font-family', 'font-size']

/**
 * Gives the body its own font where a rule of ours took that of the root instead: such a rule is stronger than
 * those of a page that name all elements.
 */
export function applyFont(doc: Document): void {
  const body = bodyOf(doc)
  const font = body && attribute(body, 'data-linkshot-font')
  const view = doc.defaultView
  if (!font || !view) return
  const kept = styleOf(createNear(body, 'i'))
  if (kept) kept.cssText = font
  const outer = view.getComputedStyle(documentElementOf(doc))
  const now = view.getComputedStyle(body)
  // Asked before any is set: another family may bring another size along.
  const lost = NAMES.filter((name) => now.getPropertyValue(name) === outer.getPropertyValue(name))
  for (const name of lost) {
    const value = kept?.getPropertyValue(name)
    if (value) styleOf(body)?.setProperty(name, value)
  }
}
