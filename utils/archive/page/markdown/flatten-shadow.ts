/**
 * Puts what shadow trees show in the place of what they stand over, as a reader sees it: articles are
 * looked for in one plain tree.
 */
export function flattenShadow(root: Document | DocumentFragment): void {
  for (const template of root.querySelectorAll<HTMLTemplateElement>('template[shadowrootmode]')) {
    const host = template.parentElement
    if (!host) continue
    template.remove()
    const { content } = template
    flattenShadow(content)
    for (const slot of content.querySelectorAll('slot')) fill(slot, host)
    host.replaceChildren(content)
  }
}

/** A slot shows the host's children of its name, or else its own. */
function fill(slot: HTMLSlotElement, host: Element): void {
  const name = slot.getAttribute('name') ?? ''
  const given = [...host.childNodes].filter((node) => slotOf(node) === name)
  slot.replaceWith(...(given.length > 0 ? given : slot.childNodes))
}

const slotOf = (node: Node): string =>
  node instanceof Element ? (node.getAttribute('slot') ?? '') : ''
