import type { Tag } from '../../model/link.ts'
import { splitPath } from '../../model/tag-tree.ts'
import { tagKeyOf } from '../tag-key.ts'

/**
 * Tags of schema version 1 as version 2 has them: a name 'a/b' becomes b inside a, because from then on a
 * slash in a name means that. Ids stay, so links and the journal need no change; a tag in the way of
 * another keeps its own row under a name with a number.
 * @param newUid makes the uid of a tag that only stands above others
 */
export function nestTags(tags: readonly Tag[], newUid: () => string): Tag[] {
  const nested: Tag[] = []
  const at = (parent: number, name: string) => {
    const nameKey = tagKeyOf(name)
    return nested.find((tag) => tag.parent === parent && tag.nameKey === nameKey)
  }
  let lastId = Math.max(0, ...tags.map(({ id }) => id))
  const above = (names: string[]): number => {
    let parent = 0
    for (const name of names) {
      const known = at(parent, name)
      const tag = known ?? blankTag(++lastId, newUid(), name, parent)
      if (!known) nested.push(tag)
      parent = tag.id
    }
    return parent
  }
  // Plain names first: they are what 'a/b' may stand inside of.
  const plainFirst = tags.toSorted((a, b) => splitPath(a.name).length - splitPath(b.name).length)
  for (const tag of plainFirst) {
    const names = splitPath(tag.name)
    const parent = above(names.slice(0, -1))
    const name = freeName(names.at(-1) ?? '∕', (wanted) => at(parent, wanted) !== undefined)
    nested.push({ ...tag, name, nameKey: tagKeyOf(name), parent })
  }
  return nested
}

function freeName(name: string, taken: (name: string) => boolean): string {
  let free = name
  for (let n = 2; taken(free); n++) free = `${name} (${n})`
  return free
}

/** A tag that no link holds yet. */
export function blankTag(id: number, uid: string, name: string, parent: number): Tag {
  return { id, uid, name, nameKey: tagKeyOf(name), parent, colour: '', aliases: [], order: id }
}
