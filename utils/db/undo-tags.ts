import type { RowChange } from '../model/act.ts'
import { LinkshotError } from '../model/error.ts'
import type { Link, Tag } from '../model/link.ts'
import { db } from './database.ts'
import { childrenOf } from './tags.ts'

/** Whether a link or a tag refers to the tag, or would again if another act were undone. */
export async function isTagNeeded(tagId: number): Promise<boolean> {
  if ((await db.links.where('tags').equals(tagId).count()) > 0) return true
  if ((await childrenOf(tagId)).length > 0) return true
  const acts = await db.journal
    .filter(({ undone, changes }) => undone === 0 && changes.some((each) => refers(each, tagId)))
    .count()
  return acts > 0
}

function refers({ table, before }: RowChange, tagId: number): boolean {
  if (table === 'links')
    return (before as Partial<Link> | undefined)?.tags?.includes(tagId) ?? false
  return table === 'tags' && (before as Partial<Tag> | undefined)?.parent === tagId
}

/**
 * Refuses an undo after which a tag would be inside one that is gone, or inside itself because others were
 * moved since.
 * @throws LinkshotError 'undo-expired'
 */
export async function refuseLostParent(tagId: number): Promise<void> {
  const tags = new Map((await db.tags.toArray()).map((tag) => [tag.id, tag]))
  const above = new Set<number>()
  for (let id = tags.get(tagId)?.parent ?? 0; id !== 0; id = tags.get(id)?.parent ?? 0) {
    if (above.has(id) || !tags.has(id)) throw new LinkshotError('undo-expired', 'parent')
    above.add(id)
  }
}

/** Takes tags off links that were deleted since the act that is undone took them off. */
export async function dropLostTags(linkIds: number[]): Promise<void> {
  const known = new Set(await db.tags.toCollection().primaryKeys())
  for (const link of await db.links.bulkGet([...new Set(linkIds)])) {
    const tags = link?.tags.filter((id) => known.has(id))
    if (link && tags && tags.length < link.tags.length) await db.links.put({ ...link, tags })
  }
}
