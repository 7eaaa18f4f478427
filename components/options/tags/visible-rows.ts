import type { Tag } from '../../../utils/model/link.ts'
import { splitPath, TAG_SEPARATOR, type TagNode } from '../../../utils/model/tag-tree.ts'
import { foldName } from '../../ui/match-tags.ts'
import { isUnused, NO_LINKS, type TagCount } from './count-links.ts'

/** How the tree is looked at. */
export interface TreeView {
  filter: string
  sort: 'name' | 'count'
  /** Only tags no link holds. */
  unused: boolean
  closed: ReadonlySet<number>
}

/** One line of the tree as it is drawn. */
export interface Row {
  tag: Tag
  count: TagCount
  depth: number
  /** Undefined where there is nothing inside. */
  open: boolean | undefined
  /** Place among its siblings, from 1, and their number. */
  place: number
  siblings: number
  /** Shown only because a tag inside it is. */
  faint: boolean
}

/** The lines to draw from the top down. A filter opens what it has to. */
export function visibleRows(
  tree: TagNode[],
  counts: ReadonlyMap<number, TagCount>,
  view: TreeView,
): Row[] {
  const rows: Row[] = []
  const narrowed = view.filter.trim() !== '' || view.unused
  const matches = matcher(view, counts)
  const shown = narrowed ? shownNodes(tree, matches) : undefined
  const add = (nodes: TagNode[]) => {
    const kept = shown ? nodes.filter((node) => shown.has(node.tag.id)) : nodes
    sorted(kept, counts, view.sort).forEach((node, index) => {
      const inside = shown ? node.children.some(({ tag }) => shown.has(tag.id)) : hasInside(node)
      const open = inside && (narrowed || !view.closed.has(node.tag.id))
      rows.push({
        tag: node.tag,
        count: counts.get(node.tag.id) ?? NO_LINKS,
        depth: node.depth,
        open: inside ? open : undefined,
        place: index + 1,
        siblings: kept.length,
        faint: narrowed && !matches(node),
      })
      if (open) add(node.children)
    })
  }
  add(tree)
  return rows
}

const hasInside = ({ children }: TagNode): boolean => children.length > 0

function sorted(
  nodes: TagNode[],
  counts: ReadonlyMap<number, TagCount>,
  sort: TreeView['sort'],
): TagNode[] {
  if (sort === 'name') return nodes
  const links = ({ tag }: TagNode) => counts.get(tag.id)?.all ?? 0
  return nodes.toSorted((a, b) => links(b) - links(a))
}

type Matcher = (node: TagNode) => boolean

function matcher({ filter, unused }: TreeView, counts: ReadonlyMap<number, TagCount>): Matcher {
  const wanted = foldName(splitPath(filter).at(-1) ?? '')
  return ({ tag }) =>
    (!unused || isUnused(counts.get(tag.id) ?? NO_LINKS)) &&
    [tag.name, ...tag.aliases].some((name) => foldName(name).includes(wanted))
}

/** Ids of the tags that match and of all they are inside of. */
function shownNodes(tree: TagNode[], matches: Matcher): Set<number> {
  const shown = new Set<number>()
  const visit = (node: TagNode): boolean => {
    const inside = node.children.map(visit).includes(true)
    if (inside || matches(node)) shown.add(node.tag.id)
    return shown.has(node.tag.id)
  }
  tree.forEach(visit)
  return shown
}

/** The tag a typed path stands for already, if any. */
export function tagAt(path: string, tags: readonly Tag[]): Tag | undefined {
  let found: Tag | undefined
  for (const name of splitPath(path)) {
    const parent: number = found?.id ?? 0
    found = tags.find((tag) => tag.parent === parent && foldName(tag.name) === foldName(name))
    if (!found) return tags.find(({ aliases }) => aliases.some((each) => samePath(each, path)))
  }
  return found
}

const samePath = (a: string, b: string): boolean =>
  foldName(splitPath(a).join(TAG_SEPARATOR)) === foldName(splitPath(b).join(TAG_SEPARATOR))
