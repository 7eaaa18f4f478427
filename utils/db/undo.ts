import type { RowChange } from '../model/act.ts'
import { LinkshotError } from '../model/error.ts'
import type { Link } from '../model/link.ts'
import { sameValue } from './act.ts'
import { db } from './database.ts'
import { isTagNeeded, refuseLostParent } from './undo-tags.ts'

type Row = Record<string, unknown>

/** Fields that follow from other rows or only say when; `refreshLink` and the clock set them. */
const DERIVED = new Set(['latest', 'versions', 'updatedAt', 'icon'])

/** Fields that hold a set: what others added since then stays. */
const SETS = new Set(['tags', 'aliases'])

/**
 * Puts back what an act changed, in one transaction. Fields changed by somebody else since then keep
 * their new value only where that can't be confused (sets merge); otherwise nothing is undone.
 * @throws LinkshotError 'undo-expired' or 'not-found'
 */
export async function undoAct(actId: string): Promise<void> {
  try {
    await undoInTransaction(actId)
  } catch (error) {
    // The address or the tag was made again since: putting the old one back would make it twice.
    if (/Constraint/.test(String(error))) throw new LinkshotError('undo-expired')
    throw error
  }
}

function undoInTransaction(actId: string): Promise<void> {
  return db.transaction('rw', db.tables, async () => {
    const entry = await db.journal.get(actId)
    if (!entry || entry.undone) throw new LinkshotError('undo-expired')
    await db.journal.update(actId, { undone: 1 })
    const changes = entry.changes.toReversed()
    for (const name of ORDER)
      for (const change of changes.filter(({ table }) => table === name)) await undoChange(change)
    for (const { table, key } of changes) if (table === 'tags') await refuseLostParent(Number(key))
    for (const linkId of touchedLinks(entry.changes)) await refreshLink(linkId)
  })
}

/** A link may only go once none of its versions are left, and a tag once no link holds it. */
const ORDER: RowChange['table'][] = ['snapshots', 'links', 'tags']

async function undoChange({ table, key, before, after }: RowChange): Promise<void> {
  const rows = db.table(table)
  const now = (await rows.get(key)) as Row | undefined
  if (before === undefined) {
    if (table === 'links') await refuseIfUsed(key as number)
    if (table === 'snapshots') await db.jobs.where('snapshot').equals(key).delete()
    if (table !== 'tags' || !(await isTagNeeded(key as number))) await rows.delete(key)
    return
  }
  if (after === undefined) {
    // Another row took its place: overwriting that would lose it.
    if (now !== undefined) throw new LinkshotError('undo-expired')
    await rows.put(before)
  } else if (now === undefined) throw new LinkshotError('undo-expired')
  else await rows.put(restored(now, before as Row, after as Row))
}

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
    if (DERIVED.has(field) || sameValue(before[field], after[field])) continue
    row[field] = SETS.has(field)
      ? mergeSets(now[field], before[field], after[field])
      : revert(field, now, before, after)
  }
  return row
}

function revert(field: string, now: Row, before: Row, after: Row): unknown {
  if (sameValue(now[field], after[field])) return before[field]
  throw new LinkshotError('undo-expired', field)
}

/** What is there now, without what the act added and with what it took away. */
function mergeSets(...sets: [now: unknown, before: unknown, after: unknown]): unknown[] {
  const [now, before, after] = sets.map((set) => (set ?? []) as unknown[]) as [
    unknown[],
    unknown[],
    unknown[],
  ]
  // In the old order where nothing else changed since.
  if (sameValue(now, after)) return before
  const kept = now.filter((each) => before.includes(each) || !after.includes(each))
  const lost = before.filter((each) => !after.includes(each) && !kept.includes(each))
  return [...kept, ...lost]
}

function touchedLinks(changes: RowChange[]): Set<number> {
  const ids = changes.map(({ table, key, before, after }) => {
    if (table === 'links') return key
    return ((before ?? after) as { linkId?: number }).linkId
  })
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
