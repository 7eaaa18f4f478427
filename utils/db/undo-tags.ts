import type { RowChange } from '../model/act.ts'
import { LinkshotError } from '../model/error.ts'
import type { Link, Tag } from '../model/link.ts'
import { isMember } from '../record/record.ts'
import { db } from './database.ts'
import { refTo } from './replica/record-row.ts'
import { childrenOf } from './tags.ts'

/** Whether a link or a tag refers to the tag. */
export async function isTagUsed(tagId: number): Promise<boolean> {
  if ((await db.links.where('tags').equals(tagId).count()) > 0) return true
  return (await childrenOf(tagId)).length > 0
}

/**
 * The tags among these that a link or a tag would refer to again if another act were undone. One reading of
 * the journal for all of them: one each would take minutes for an import of a thousand tags.
 */
export async function tagsNeededByUndo(tagIds: number[]): Promise<Set<number>> {
  const asked = new Set(tagIds)
  const needed = new Set<number>()
  if (asked.size === 0) return needed
  await db.journal.each(({ undone, changes }) => {
    if (undone === 1) return
    for (const id of changes.flatMap(referred)) if (asked.has(id)) needed.add(id)
  })
  return needed
}

function referred({ table, before }: RowChange): number[] {
  if (table === 'links') return (before as Partial<Link> | undefined)?.tags ?? []
  const parent = table === 'tags' ? (before as Partial<Tag> | undefined)?.parent : undefined
  return parent === undefined ? [] : [parent]
}

/**
 * Refuses an undo after which a tag would be inside one that is gone, or inside itself because others were
 * moved since.
 * @throws LinkshotError 'undo-expired'
 */
export async function refuseLostParents(tagIds: number[]): Promise<void> {
  if (tagIds.length === 0) return
  const tags = new Map((await db.tags.toArray()).map((tag) => [tag.id, tag]))
  for (const id of tagIds) refuseLostParent(id, tags)
}

function refuseLostParent(tagId: number, tags: ReadonlyMap<number, Tag>): void {
  const above = new Set<number>()
  for (let id = tags.get(tagId)?.parent ?? 0; id !== 0; id = tags.get(id)?.parent ?? 0) {
    if (above.has(id) || !tags.has(id)) throw new LinkshotError('undo-expired', 'parent')
    above.add(id)
  }
}

/**
 * Puts tags that came back on links that sync brought while these were gone: their records name them, and no row
 * could.
 */
export async function putOnNaming(tagIds: number[]): Promise<void> {
  for (const tag of await db.tags.bulkGet([...new Set(tagIds)])) {
    if (tag) await putOn(tag)
  }
}

async function putOn({ id, uid }: Tag): Promise<void> {
  const naming = await db.records.where('refs').equals(refTo('tag', uid)).toArray()
  const named = naming.filter(({ members = {} }) => isMember(members[uid])).map((row) => row.uid)
  if (named.length === 0) return
  const having = new Set<string>()
  await db.links
    .where('tags')
    .equals(id)
    .each((link) => having.add(link.uid))
  const lacking = named.filter((each) => !having.has(each))
  const links = await db.links.where('uid').anyOf(lacking).toArray()
  await db.links.bulkPut(links.map((link) => ({ ...link, tags: [...link.tags, id] })))
}

/** Takes tags off links that were deleted since the act that is undone took them off. */
export async function dropLostTags(linkIds: number[]): Promise<void> {
  const known = new Set(await db.tags.toCollection().primaryKeys())
  for (const link of await db.links.bulkGet([...new Set(linkIds)])) {
    const tags = link?.tags.filter((id) => known.has(id))
    if (link && tags && tags.length < link.tags.length) await db.links.put({ ...link, tags })
  }
}
