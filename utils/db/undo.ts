import type { RowChange } from '../model/act.ts'
import { LinkshotError } from '../model/error.ts'
import type { Link } from '../model/link.ts'
import { db } from './database.ts'

type Row = Record<string, unknown>

/** Fields that follow from other rows or only say when; `refreshLink` and the clock set them. */
const DERIVED = new Set(['latest', 'versions', 'updatedAt', 'icon'])

/**
 * Puts back what an act changed, in one transaction. Fields changed by somebody else since then keep
 * their new value only where that can't be confused (tags merge); otherwise nothing is undone.
 * @throws LinkshotError 'undo-expired' or 'not-found'
 */
export async function undoAct(actId: string): Promise<void> {
  try {
    await undoInTransaction(actId)
  } catch (error) {
    // The address was added again since: putting the old link back would make it twice.
    if (/Constraint/.test(String(error))) throw new LinkshotError('undo-expired')
    throw error
  }
}

function undoInTransaction(actId: string): Promise<void> {
  return db.transaction('rw', db.tables, async () => {
    const entry = await db.journal.get(actId)
    if (!entry || entry.undone) throw new LinkshotError('undo-expired')
    const changes = entry.changes.toReversed()
    for (const name of ORDER)
      for (const change of changes.filter(({ table }) => table === name)) await undoChange(change)
    for (const linkId of touchedLinks(entry.changes)) await refreshLink(linkId)
    await db.journal.update(actId, { undone: 1 })
  })
}

/** A link may only go once none of its versions are left, and a tag once no link holds it. */
const ORDER: RowChange['table'][] = ['snapshots', 'links', 'tags']

async function undoChange({ table, key, before, after }: RowChange): Promise<void> {
  const rows = db.table(table)
  if (before === undefined) {
    if (table === 'links') await refuseIfUsed(key as number)
    if (table === 'snapshots') await db.jobs.where('snapshot').equals(key).delete()
    if (table !== 'tags' || !(await isTagNeeded(key as number))) await rows.delete(key)
    return
  }
  const now = (await rows.get(key)) as Row | undefined
  if (after === undefined) await rows.put(before)
  else if (now === undefined) throw new LinkshotError('undo-expired')
  else await rows.put(restored(now, before as Row, after as Row))
}

/** Whether a link holds the tag, or would again if another act were undone. */
async function isTagNeeded(tagId: number): Promise<boolean> {
  if ((await db.links.where('tags').equals(tagId).count()) > 0) return true
  const acts = await db.journal
    .filter(({ undone, changes }) => undone === 0 && changes.some((each) => hadTag(each, tagId)))
    .count()
  return acts > 0
}

const hadTag = ({ table, before }: RowChange, tagId: number): boolean =>
  table === 'links' && ((before as Link | undefined)?.tags.includes(tagId) ?? false)

/** A link that got another version since it was made must not vanish with the act that made it. */
async function refuseIfUsed(linkId: number): Promise<void> {
  const versions = await db.snapshots
    .where('[linkId+capturedAt]')
    .between([linkId, -Infinity], [linkId, Infinity])
    .count()
  if (versions > 0) throw new LinkshotError('undo-expired')
  await db.jobs.where('linkId').equals(linkId).delete()
}

function restored(now: Row, before: Row, after: Row): Row {
  const row = { ...now }
  for (const field of Object.keys(after)) {
    if (DERIVED.has(field) || same(before[field], after[field])) continue
    row[field] =
      field === 'tags' ? mergeTags(now, before, after) : revert(field, now, before, after)
  }
  return row
}

function revert(field: string, now: Row, before: Row, after: Row): unknown {
  if (same(now[field], after[field])) return before[field]
  throw new LinkshotError('undo-expired', field)
}

function mergeTags(now: Row, before: Row, after: Row): number[] {
  const [current, old, act] = [now, before, after].map((row) => row['tags'] as number[])
  const kept = (current ?? []).filter((id) => old?.includes(id) || !act?.includes(id))
  const lost = (old ?? []).filter((id) => !act?.includes(id) && !kept.includes(id))
  return [...kept, ...lost]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function touchedLinks(changes: RowChange[]): Set<number> {
  const ids = changes.map(({ table, key, before, after }) =>
    table === 'links' ? key : ((before ?? after) as { linkId?: number }).linkId,
  )
  return new Set(ids.filter((id) => typeof id === 'number'))
}

/** Sets a link's newest version and version count from its snapshots. Call it in a transaction. */
export async function refreshLink(linkId: number): Promise<void> {
  const link: Link | undefined = await db.links.get(linkId)
  if (!link) return
  const versions = await db.snapshots
    .where('[linkId+capturedAt]')
    .between([linkId, -Infinity], [linkId, Infinity])
    .filter((row) => row.deleted === 0)
    .toArray()
  await db.links.put({ ...link, latest: versions.at(-1)?.uid ?? '', versions: versions.length })
}
