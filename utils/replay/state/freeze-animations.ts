import type { Pass } from '../pass.ts'
import { attribute, createNear, dropAttribute, headOf, setAttribute } from '../safe-dom.ts'

const STILL = 'animation:none!important;transition:none!important;'

/** Declarations that win over the page's own, whatever the text tried to be besides declarations. */
function forced(element: Element, text: string): string {
  const { style } = createNear(element, 'i') as HTMLElement
  style.cssText = text
  const all = Array.from(style, (name) => `${name}:${style.getPropertyValue(name)}!important;`)
  // A value can hold a brace only in quotes or custom properties; nobody animates those.
  return all.filter((each) => !/[{}]/.test(each)).join('') + STILL
}

/** `data-linkshot-style`: an element stands still as it was at the moment of capture. */
export function freezeElement(element: Element, node: Attr, pass: Pass): void {
  const own = attribute(element, 'style')?.trim() ?? ''
  const before = own && !own.endsWith(';') ? `${own};` : own
  setAttribute(element, 'style', before + forced(element, node.value))
  dropAttribute(element, node.name)
  pass.removed++
}

const RULED = /^\d{1,7}$/

/** `data-linkshot-before` and its like: so does a pseudo-element, by a rule for this element alone. */
export function freezePseudo(element: Element, node: Attr, pass: Pass): void {
  if (RULED.test(node.value)) return
  const place = scopeOf(element)
  const pseudo = node.name.slice('data-linkshot-'.length)
  const css = forced(element, node.value)
  const number = String(++pass.frozen)
  setAttribute(element, node.name, number)
  pass.removed++
  if (!place) return
  const style = createNear(element, 'style')
  setAttribute(style, 'data-linkshot', 'state')
  style.textContent = `[${node.name}="${number}"]::${pseudo}{${css}}`.replaceAll('<', '\\3c ')
  place.append(style)
}

/** Where sheets of the tree an element stands in belong. */
export function scopeOf(element: Element): ParentNode | null {
  const root = Node.prototype.getRootNode.call(element)
  if (root.nodeType === Node.DOCUMENT_NODE) return headOf(root as Document)
  return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE ? (root as DocumentFragment) : null
}
