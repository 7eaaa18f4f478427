import type { Table } from 'dexie'
import type { Cursor } from '../../record/replica.ts'
import { db } from '../database.ts'
import { enrolled } from './change-tracker.ts'
import { clockRow, cursorRow } from './cursor.ts'
import { CLOCK_KEY, CURSOR_KEY, type CursorRow } from './cursor-row.ts'
import { describeRow } from './describe-row.ts'
import { isTracking } from './is-tracking.ts'
import { type RecordRow, rowOf } from './record-row.ts'
import { TRACKED, type TrackedTable } from './tracked-tables.ts'
import { uploadOf } from './transfer-row.ts'
import { uidsIn } from './working-set.ts'

/** Rows that get their stamps in one transaction: others can write between two. */
const SLICE = 500

/**
 * From now on changes are noted; what is there already is to be enrolled.
 * @param device eight hexadecimal digits, others in each browser
 */
export function startTracking(device: string): Promise<void> {
  return db.transaction('rw', db.replica, async () => {
    if (await isTracking()) return
    await db.replica.put({ key: CURSOR_KEY, ...BEGINNING, enrolled: {} })
    await db.replica.put({ key: CLOCK_KEY, device, last: '', offset: 0, read: '', sent: '' })
  })
}

const BEGINNING: Cursor = {
  epoch: '',
  after: 0,
  purged: 0,
  resolved: 0,
  round: 0,
  epochRound: 0,
  held: [],
  cameBack: [],
}

/** Forgets all that sync knew; the library stays as it is. */
export function stopTracking(): Promise<void> {
  return db.transaction('rw', db.replica, db.records, db.transfers, async () => {
    await db.replica.clear()
    await db.records.clear()
    await db.transfers.clear()
  })
}

/**
 * Gives stamps to rows that were there before sync was, so that they are sent: a slice at a time, going on
 * where it was stopped. A row that changes before its turn gets its stamps with the change.
 */
export async function enrollRows(signal?: AbortSignal): Promise<void> {
  for (const table of ['tags', 'links', 'snapshots', 'settings'] as const) {
    while (!signal?.aborted && !(await enrollSlice(table))) {}
  }
}

/** @returns whether the table is through */
function enrollSlice(name: TrackedTable): Promise<boolean> {
  const { tags, links, snapshots, settings, records, replica, transfers } = db
  const tables = [tags, links, snapshots, settings, records, replica, transfers]
  return db.transaction('rw', tables, async () => {
    const cursor = await cursorRow()
    const from = cursor.enrolled[name]
    if (from === 'all') return true
    const table: Table<object, number | string> = db.table(name)
    const start = from === undefined ? table.toCollection() : table.where(':id').above(from)
    const rows = await start.limit(SLICE).toArray()
    const stamps = await stampsFor(name, rows, (await clockRow()).device)
    await records.bulkPut(stamps)
    if (name === 'snapshots') await transfers.bulkPut(stamps.map(({ uid }) => uploadOf(uid)))
    const last = rows.at(-1)
    const reached = rows.length < SLICE || !last ? 'all' : keyOf(name, last)
    await putReached(cursor, name, reached)
    return reached === 'all'
  })
}

const keyOf = (name: TrackedTable, row: object): number | string => {
  const { keyPath } = db.table(name).schema.primKey
  return (row as Record<string, number | string>)[String(keyPath)] ?? ''
}

const putReached = (cursor: CursorRow, name: TrackedTable, reached: number | string | 'all') =>
  db.replica.put({ ...cursor, enrolled: { ...cursor.enrolled, [name]: reached } })

/** Of rows that have none. */
async function stampsFor(name: TrackedTable, rows: object[], device: string): Promise<RecordRow[]> {
  const uids = await uidsIn(db, name, rows)
  const described = rows.flatMap((row) => describeRow(name, row, uids) ?? [])
  const kind = TRACKED[name]
  const rowsKnown = await db.records.bulkGet(described.map(({ uid }) => `${kind}:${uid}`))
  const known = new Set(rowsKnown.flatMap((row) => row?.id ?? []))
  return described
    .filter(({ uid }) => !known.has(`${kind}:${uid}`))
    .map((each) => rowOf(enrolled(each, each, device)))
}
