import { firstChildOf, nameOf, nextSiblingOf, nodeKind, parentOf } from '../safe-dom.ts'

/** The text of a tree in one piece, and where each of its nodes begins in it. */
export interface TreeText {
  text: string
  nodes: { node: Text; from: number }[]
}

/** Elements inside of which a line goes on; any other begins and ends one. */
const INLINE =
  /^(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/
const UNREAD =
  /^(?:script|style|template|noscript|title|head|textarea|select|svg|math|iframe|object)$/

/**
 * Reads all texts of a tree, those in open shadow roots included, in their order. Where a line ends, a line break stands
 * between them, so that no word goes on from one cell of a table into the next.
 */
export function readTreeText(root: Node): TreeText {
  const read: TreeText = { text: '', nodes: [] }
  // Not by calling itself: pages may be as deep as they like.
  for (let node: Node | null = root; node; ) {
    const inner: Node | null = enter(node, read)
    if (inner) {
      node = inner
      continue
    }
    while (node && node !== root && !nextOf(node)) node = leave(node, read)
    if (!node || node === root) return read
    endLine(node, read)
    node = nextOf(node)
  }
  return read
}

/** @returns the first node inside of one that is to be read */
function enter(node: Node, read: TreeText): Node | null {
  const kind = nodeKind(node)
  if (kind === Node.TEXT_NODE) {
    read.nodes.push({ node: node as Text, from: read.text.length })
    read.text += (node as Text).data
    return null
  }
  if (kind !== Node.ELEMENT_NODE) return firstChildOf(node)
  endLine(node, read)
  if (UNREAD.test(nameOf(node as Element))) return null
  // What is slotted is a child still, and read after what is around its slot.
  const shadow = (node as Element).shadowRoot
  return (shadow && firstChildOf(shadow)) ?? firstChildOf(node)
}

/** What follows a node: behind a shadow tree the children of its host. */
function nextOf(node: Node): Node | null {
  const next = nextSiblingOf(node)
  if (next) return next
  const parent = parentOf(node)
  return isShadow(parent) ? firstChildOf(parent.host) : null
}

function leave(node: Node, read: TreeText): Node | null {
  endLine(node, read)
  return parentOf(node)
}

const isShadow = (node: Node | null): node is ShadowRoot =>
  node !== null && nodeKind(node) === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node

function endLine(node: Node, read: TreeText): void {
  const isInline = nodeKind(node) !== Node.ELEMENT_NODE || INLINE.test(nameOf(node as Element))
  if (!isInline && !read.text.endsWith('\n')) read.text += '\n'
}
