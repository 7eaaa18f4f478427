import { styleOf } from '../safe-dom.ts'

/** What browsers lay a fullscreen element out by. */
const FULL: Record<string, string> = {
  position: 'fixed',
  inset: '0',
  margin: '0',
  'box-sizing': 'border-box',
  'min-width': '0',
  'max-width': 'none',
  'min-height': '0',
  'max-height': 'none',
  width: '100%',
  height: '100%',
  transform: 'none',
  'object-fit': 'contain',
}

/** Above everything a page puts in front of itself, in the order of the layers. */
export const layerIndex = (order: number): number => 2_147_470_000 + 2 * order

/** Shows an element as if it were fullscreen, for which a browser wants a click. */
export function coverWindow(element: Element, order: number): void {
  const style = styleOf(element)
  for (const [name, value] of Object.entries(FULL)) style?.setProperty(name, value, 'important')
  style?.setProperty('z-index', String(layerIndex(order)), 'important')
}
