import type { RejectedRecord } from '../model/cloud.ts'
import type { Json, RecordKind } from '../record/record.ts'
import { db } from './database.ts'
import type { Described } from './replica/describe-row.ts'
import type { RecordRow } from './replica/record-row.ts'
import { describeRows, type ReplicaTables } from './replica/working-set.ts'
import { rejectedRecords } from './sync-queries.ts'

export interface RejectedContent extends RejectedRecord {
  /** What it says here; empty where it was deleted here. */
  values: Record<string, Json>
  /** Tags of a link by their uids, other names of a tag. */
  members: string[]
}

/** As many as anybody could look through. */
const MOST = 10_000

/** What the server refused, with all it says: a file of it outlives giving the edits up. */
export async function rejectedContents(): Promise<RejectedContent[]> {
  const named = await rejectedRecords(MOST)
  const rows = await db.records.bulkGet(named.map(({ id }) => id))
  const shown = await shownContents(rows.filter((row) => row !== undefined))
  return named.map((record, index) => {
    const { values, members } = shown.get(record.id) ?? { values: {}, members: [] }
    return { ...record, values: { ...values, ...rows[index]?.values }, members }
  })
}

/** Of those that have a row in the library, by id. */
async function shownContents(rows: RecordRow[]) {
  const tables = [db.links, db.snapshots, db.tags, db.settings]
  const described = await db.transaction('r', tables, async (transaction) => {
    const t = transaction as unknown as ReplicaTables
    const found: Described[] = []
    for (const kind of new Set(rows.map((row) => row.kind))) {
      found.push(...(await describeRows(t, kind, uidsOf(rows, kind))))
    }
    return found
  })
  return new Map(described.map((each) => [`${each.kind}:${each.uid}`, each]))
}

const uidsOf = (rows: RecordRow[], kind: RecordKind): string[] =>
  rows.filter((row) => row.kind === kind).map(({ uid }) => uid)
