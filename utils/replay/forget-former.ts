import { wasName } from './attribute-selectors.ts'
import { attributesOf, dropAttributeNode, elementsIn } from './safe-dom.ts'

const WAS = wasName('')

/**
 * Drops what attributes were where no sheet asks for it: a file should hold no addresses that nobody needs.
 * @param asked names that sheets do ask for
 */
export function forgetFormer(root: Document | DocumentFragment, asked: ReadonlySet<string>): void {
  for (const element of elementsIn(root)) {
    if (element instanceof HTMLTemplateElement) forgetFormer(element.content, asked)
    for (const node of attributesOf(element)) {
      const { name } = node
      const isFormer = name.startsWith(WAS) && !asked.has(name.slice(WAS.length))
      if (isFormer || (name === 'data-linkshot-new' && asked.size === 0))
        dropAttributeNode(element, node)
    }
  }
}
