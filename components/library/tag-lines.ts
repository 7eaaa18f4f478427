import type { Tag } from '../../utils/model/link.ts'
import type { TagNode } from '../../utils/model/tag-tree.ts'

/** One line of the tag tree. */
export interface TagLineOf {
  tag: Tag
  depth: number
  /** Whether those inside are shown; undefined where there are none. */
  open: boolean | undefined
}

/** The tree as the lines it shows, from the top down. */
export function linesOf(nodes: readonly TagNode[], closed: ReadonlySet<number>): TagLineOf[] {
  return nodes.flatMap(({ tag, depth, children }) => {
    if (children.length === 0) return [{ tag, depth, open: undefined }]
    const open = !closed.has(tag.id)
    return [{ tag, depth, open }, ...(open ? linesOf(children, closed) : [])]
  })
}
