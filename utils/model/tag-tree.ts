import type { Tag } from './link.ts'

/** Stands between the names of a path; the full-width form a Chinese keyboard gives counts as well. */
export const TAG_SEPARATOR = '/'
const SEPARATORS = /[/／]/

/** A tag with the tags inside it. */
export interface TagNode {
  tag: Tag
  /** 0 at the top. */
  depth: number
  children: TagNode[]
}

/** The names of a path from the top down, blanks folded and empty parts left out. */
export const splitPath = (path: string): string[] =>
  path
    .split(SEPARATORS)
    .map((name) => name.normalize('NFC').trim().replace(/\s+/g, ' '))
    .filter((name) => name !== '')

/** A tag's names from the top down, such as '前端/React'. A tag whose parent is not there stands at the top. */
export function tagPath(tag: Tag, byId: ReadonlyMap<number, Tag>): string {
  return [...ancestorsOf(tag, byId).reverse(), tag].map(({ name }) => name).join(TAG_SEPARATOR)
}

/** The tags a tag is inside of, nearest first. */
export function ancestorsOf(tag: Tag, byId: ReadonlyMap<number, Tag>): Tag[] {
  const found: Tag[] = []
  let above = byId.get(tag.parent)
  while (above && above !== tag && !found.includes(above)) {
    found.push(above)
    above = byId.get(above.parent)
  }
  return found
}

/** All tags as a tree, siblings in the order of their names. */
export function buildTagTree(tags: readonly Tag[]): TagNode[] {
  const known = new Set(tags.map(({ id }) => id))
  const inside = Map.groupBy(tags, ({ parent }) => (known.has(parent) ? parent : 0))
  const nodes = (parent: number, depth: number): TagNode[] =>
    (inside.get(parent) ?? [])
      .toSorted((a, b) => ORDER.compare(a.name, b.name))
      .map((tag) => ({ tag, depth, children: nodes(tag.id, depth + 1) }))
  return nodes(0, 0)
}

/** Chinese by pinyin, digits by value. */
const ORDER = new Intl.Collator('zh-CN', { numeric: true, sensitivity: 'base' })

/** Ids of all tags inside one, itself left out. */
export function descendantsOf(tags: readonly Tag[], id: number): number[] {
  const found = new Set([id])
  for (const parent of found) for (const tag of tags) if (tag.parent === parent) found.add(tag.id)
  found.delete(id)
  return [...found]
}
