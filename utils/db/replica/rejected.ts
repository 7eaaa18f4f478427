import { isAlive } from '../../record/record.ts'
import type { LocalRecord, Unsent } from '../../record/replica.ts'
import { type Stamp, stampOf } from '../../record/stamp.ts'
import { retried } from '../../record/unsent-parts.ts'
import { db } from '../database.ts'
import { dexieReplica } from './dexie-replica.ts'
import { placeOf, REJECTED, type RecordRow } from './record-row.ts'

/** Has records that the server refused sent again with the next pass, all of them without `ids`. */
export function retryRejected(ids?: string[]): Promise<void> {
  return db.transaction('rw', db.records, async () => {
    const rows = (await refused(ids)).flatMap((row) => (row.unsent ? again(row, row.unsent) : []))
    await db.records.bulkPut(rows)
  })
}

const again = (row: RecordRow, unsent: Unsent): RecordRow => ({
  ...row,
  unsent: retried(unsent),
  pending: placeOf(row),
})

/**
 * Gives up edits that the server refused. What the server has comes back with the next pass, which reads all of it
 * again: what it has of these records may be older than all that was read since. What the server never had goes.
 */
export function discardRejected(ids: string[]): Promise<void> {
  return dexieReplica.transaction(async (transaction) => {
    const stamp = await transaction.stamp()
    for (const { kind, uid } of await refused(ids)) {
      const locals = await transaction.getMany(kind, [uid])
      // A tombstone would win over what another browser has.
      const goes = ({ record, seq }: LocalRecord) =>
        kind !== 'setting' && (seq === 0 || !isAlive(record))
      await transaction.forgetMany(locals.filter(goes).map(({ record }) => record))
      const left = locals.filter((local) => !goes(local))
      await transaction.putMany(left.map((local) => withoutEdits(local, stamp)))
    }
    await transaction.setCursor({ ...(await transaction.cursor()), after: 0 })
  })
}

async function refused(ids: string[] | undefined): Promise<RecordRow[]> {
  const all = await db.records.where('pending').equals(REJECTED).toArray()
  return ids ? all.filter(({ id }) => ids.includes(id)) : all
}

/** As old as can be: whatever the server has is newer. */
function withoutEdits({ unsent, ...local }: LocalRecord, stamp: Stamp): LocalRecord {
  if (local.seq === 0) return { ...local, record: { ...local.record, deleted: stamp } }
  const edited = new Set(unsent?.fields)
  const fields = Object.entries(local.record.fields).filter(([field]) => !edited.has(field))
  const old = [...edited].map((field) => [field, LEAST] as const)
  return { ...local, record: { ...local.record, fields: Object.fromEntries([...fields, ...old]) } }
}

/** Less than any stamp of an edit, and a stamp. */
const LEAST = stampOf(0, 0, '00000000')
