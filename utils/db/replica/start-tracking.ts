import type { Table } from 'dexie'
import { greatestStamp } from '../../record/receive-record.ts'
import type { Cursor } from '../../record/replica.ts'
import { db } from '../database.ts'
import { enrolled } from './change-tracker.ts'
import { clockRow, cursorRow } from './cursor.ts'
import { CLOCK_KEY, type ClockRow, CURSOR_KEY } from './cursor-row.ts'
import { describeRow } from './describe-row.ts'
import { isTracking } from './is-tracking.ts'
import { type RecordRow, rowOf } from './record-row.ts'
import type { TrackedTable } from './tracked-tables.ts'
import { uploadOf } from './transfer-row.ts'
import { lookFromFirst } from './unsent-rows.ts'
import { uidsIn } from './working-set.ts'

/** Rows that get their stamps in one transaction: others can write between two. */
const SLICE = 250

/**
 * From now on changes are noted; what is there already is to be enrolled.
 * @param device eight hexadecimal digits, others in each browser
 */
export function startTracking(device: string): Promise<void> {
  return db.transaction('rw', db.replica, async () => {
    if (await isTracking()) return
    lookFromFirst()
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

/**
 * Rows are read first, and their stamps written where they have none still: nobody who reads the library waits.
 * @returns whether the table is through
 */
async function enrollSlice(name: TrackedTable): Promise<boolean> {
  const cursor = await cursorRow()
  const from = cursor.enrolled[name]
  if (from === 'all') return true
  const { tags, links, snapshots, settings, records, replica, transfers } = db
  const { rows, stamps } = await db.transaction(
    'r',
    [tags, links, snapshots, settings, replica],
    async () => {
      const table: Table<object, number | string> = db.table(name)
      const start = from === undefined ? table.toCollection() : table.where(':id').above(from)
      const slice = await start.limit(SLICE).toArray()
      return { rows: slice, stamps: await stampsFor(name, slice, await clockRow()) }
    },
  )
  const last = rows.at(-1)
  const reached = rows.length < SLICE || !last ? 'all' : keyOf(name, last)
  await db.transaction('rw', records, replica, transfers, async () => {
    // What changed or went meanwhile has its stamps.
    const known = await records.bulkGet(stamps.map(({ id }) => id))
    const lacking = stamps.filter((_, at) => known[at] === undefined)
    await records.bulkPut(lacking)
    await passStamps(lacking)
    if (name === 'snapshots') await transfers.bulkPut(lacking.map(({ uid }) => uploadOf(uid)))
    await putReached(name, reached)
  })
  return reached === 'all'
}

const keyOf = (name: TrackedTable, row: object): number | string => {
  const { keyPath } = db.table(name).schema.primKey
  return (row as Record<string, number | string>)[String(keyPath)] ?? ''
}

async function putReached(name: TrackedTable, reached: number | string | 'all'): Promise<void> {
  const cursor = await cursorRow()
  await db.replica.put({ ...cursor, enrolled: { ...cursor.enrolled, [name]: reached } })
}

/** The next stamp is greater than each that was given, also by a clock that is set back meanwhile. */
async function passStamps(rows: RecordRow[]): Promise<void> {
  const clock = await clockRow()
  const last = greatestStamp([clock.last, ...rows.map(({ at }) => at)])
  if (last !== clock.last) await db.replica.put({ ...clock, last })
}

/** As far as anybody knows they were written when their rows were. */
async function stampsFor(
  name: TrackedTable,
  rows: object[],
  { device, offset }: ClockRow,
): Promise<RecordRow[]> {
  const now = Date.now() + offset
  const uids = await uidsIn(db, name, rows)
  const described = rows.flatMap((row) => describeRow(name, row, uids) ?? [])
  return described.map((each) => rowOf(enrolled(each, each, device, now)))
}
