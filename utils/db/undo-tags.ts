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
  const above = new Set<number>()
  let tag = await db.tags.get(tagId)
  while (tag && tag.parent !== 0) {
    if (above.has(tag.id)) throw new LinkshotError('undo-expired', 'parent')
    above.add(tag.id)
    tag = await db.tags.get(tag.parent)
    if (!tag) throw new LinkshotError('undo-expired', 'parent')
  }
}
