import { attribute, nameOf, parentOf } from './safe-dom.ts'

/** Ancestors that are named beside the element itself. */
const DEPTH = 3

/** How a person finds an element again: `main > article#news > p.lead`. */
export function pathOf(element: Element | undefined): string {
  const steps: string[] = []
  for (let el = element; el && steps.length < DEPTH; el = above(el)) steps.unshift(stepOf(el))
  return steps.join(' > ')
}

function stepOf(el: Element): string {
  const id = attribute(el, 'id')?.trim()
  const [first] = attribute(el, 'class')?.trim().split(/\s+/) ?? []
  return `${nameOf(el)}${id ? `#${id}` : ''}${first ? `.${first}` : ''}`
}

/** Out of a shadow tree to its host. */
function above(el: Element): Element | undefined {
  const parent = parentOf(el)
  if (parent && 'host' in parent) return (parent as ShadowRoot).host
  return parent?.nodeType === Node.ELEMENT_NODE ? (parent as Element) : undefined
}
