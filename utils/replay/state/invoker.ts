import { attribute } from '../safe-dom.ts'

/** The button that says it opens a popover, beside which that stands; the first of several. */
export function invokerOf(popover: Element): HTMLElement | null {
  const root = Node.prototype.getRootNode.call(popover) as Document | DocumentFragment
  const id = attribute(popover, 'id')
  if (!id) return null
  const names = ['popovertarget', 'commandfor'].map((name) => `[${name}="${CSS.escape(id)}"]`)
  const find =
    root.nodeType === Node.DOCUMENT_NODE ? Document.prototype : DocumentFragment.prototype
  return find.querySelector.call(root, names.join(',')) as HTMLElement | null
}
