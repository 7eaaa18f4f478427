import type { Snapshot } from '../../model/snapshot.ts'
import { db } from '../database.ts'
import type { Merge } from './merge-library.ts'

/**
 * Takes imported versions in; those that are there already are passed over.
 * @returns how many were new
 */
export async function mergeSnapshots(
  page: readonly Snapshot[],
  twins: ReadonlyMap<string, string>,
  merge: Merge,
): Promise<number> {
  const uids = page.map(({ uid }) => twins.get(uid) ?? uid)
  const known = new Set(await db.snapshots.where('uid').anyOf(uids).primaryKeys())
  const rows: Snapshot[] = []
  for (const [index, snapshot] of page.entries()) {
    const uid = uids[index] ?? snapshot.uid
    const linkId = merge.links.get(snapshot.linkId)
    if (linkId === undefined) continue
    if (uid !== snapshot.uid || known.has(uid)) merge.touched.add(linkId)
    if (known.has(uid)) continue
    rows.push({ ...snapshot, uid, linkId })
    // Undo takes the row away; all it has to know is whose it was.
    merge.changes.push({ table: 'snapshots', key: uid, before: undefined, after: { linkId } })
  }
  await db.snapshots.bulkPut(rows)
  return rows.length
}
