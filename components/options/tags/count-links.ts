import type { TagHolders } from '../../../utils/db/tag-use.ts'
import type { TagNode } from '../../../utils/model/tag-tree.ts'

/** Links of a tag; one in the trash counts only as that. */
export interface TagCount {
  /** Links that hold the tag itself. */
  own: number
  /** Links that hold it or a tag inside it, each once. */
  all: number
  /** Links in the trash that hold it or a tag inside it. */
  trashed: number
}

export const NO_LINKS: TagCount = { own: 0, all: 0, trashed: 0 }

/** Counts the links of every tag in a tree. */
export function countLinks(tree: TagNode[], { links, trash }: TagHolders): Map<number, TagCount> {
  const counts = new Map<number, TagCount>()
  const visit = ({ tag, children }: TagNode): readonly number[] => {
    const held = links.get(tag.id) ?? []
    const inside = children.map(visit)
    // A leaf, which most tags are, needs no set.
    const all = inside.length === 0 ? held : [...new Set([held, ...inside].flat())]
    const trashed = countIn(all, trash)
    const own = held.length - countIn(held, trash)
    counts.set(tag.id, { own, all: all.length - trashed, trashed })
    return all
  }
  tree.forEach(visit)
  return counts
}

const countIn = (ids: readonly number[], set: ReadonlySet<number>): number =>
  set.size === 0 ? 0 : ids.filter((id) => set.has(id)).length

/** Whether no link at all would lose something with the tag. */
export const isUnused = ({ all, trashed }: TagCount): boolean => all === 0 && trashed === 0
