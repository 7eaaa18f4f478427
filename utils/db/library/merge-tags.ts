import type { RowChange } from '../../model/act.ts'
import type { Tag } from '../../model/link.ts'
import { ancestorsOf } from '../../model/tag-tree.ts'
import { newUid } from '../../shared/ids.ts'
import { db } from '../database.ts'
import { tagKeyOf } from '../tag-key.ts'

/**
 * Finds or makes the library's tag for each imported one, by its path. Call it in a transaction.
 * @returns ids here by ids there
 */
export async function mergeTags(
  tags: readonly Tag[],
  changes: RowChange[],
): Promise<Map<number, number>> {
  const known = await db.tags.toArray()
  const byPlace = new Map(known.map((tag) => [placeOf(tag.parent, tag.nameKey), tag]))
  const uids = new Set(known.map(({ uid }) => uid))
  const ids = new Map<number, number>()
  let lastId = Math.max(await highestId(), ...known.map(({ id }) => id))
  for (const tag of parentsFirst(tags)) {
    const parent = ids.get(tag.parent) ?? 0
    const nameKey = tagKeyOf(tag.name)
    const there = byPlace.get(placeOf(parent, nameKey))
    const uid = there || uids.has(tag.uid) ? newUid() : tag.uid
    const id = there?.id ?? ++lastId
    const row = there ? united(there, tag) : { ...tag, id, uid, parent, nameKey, order: id }
    byPlace.set(placeOf(parent, nameKey), row)
    ids.set(tag.id, id)
    if (row !== there) await put(row, there, changes)
  }
  await db.settings.put({ key: 'lastTagId', value: lastId })
  return ids
}

const placeOf = (parent: number, nameKey: string): string => `${parent} ${nameKey}`

async function highestId(): Promise<number> {
  return Number((await db.settings.get('lastTagId'))?.value ?? 0)
}

function parentsFirst(tags: readonly Tag[]): Tag[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const depth = new Map(tags.map((tag) => [tag.id, ancestorsOf(tag, byId).length]))
  return tags.toSorted((a, b) => (depth.get(a.id) ?? 0) - (depth.get(b.id) ?? 0))
}

/** The tag that is there, with what the other adds; itself if that is nothing. */
function united(there: Tag, other: Tag): Tag {
  const aliases = other.aliases.filter((alias) => !there.aliases.includes(alias))
  const colour = there.colour || other.colour
  if (aliases.length === 0 && colour === there.colour) return there
  return { ...there, colour, aliases: [...there.aliases, ...aliases] }
}

async function put(row: Tag, there: Tag | undefined, changes: RowChange[]): Promise<void> {
  const fields = ({ colour, aliases }: Tag) => ({ colour, aliases })
  changes.push({
    table: 'tags',
    key: row.id,
    before: there && fields(there),
    after: there ? fields(row) : row,
  })
  await db.tags.put(row)
}
