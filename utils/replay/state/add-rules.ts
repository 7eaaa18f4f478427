import { createNear } from '../safe-dom.ts'
import { scopeOf } from './freeze-animations.ts'

/** Gives the tree an element stands in rules of ours, once. */
export function addRules(element: Element, css: string, ruled: Set<ParentNode>): void {
  const scope = scopeOf(element)
  if (!scope || ruled.has(scope)) return
  ruled.add(scope)
  const style = createNear(element, 'style')
  style.textContent = css
  // First in a head, so that its layer is the weakest; in a shadow tree nobody's first child changes.
  if (scope instanceof Element) scope.prepend(style)
  else scope.append(style)
}
