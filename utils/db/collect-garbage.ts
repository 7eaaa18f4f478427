import type { Table } from 'dexie'
import type { StoredBlob } from '../model/snapshot.ts'
import { db, type TextRow, type ThumbRow } from './database.ts'
import { announceRound, closeRound, isRoundLeft, openRound, sparedIn } from './garbage-round.ts'
import {
  isNothing,
  SHARED_TABLES,
  type SharedTable,
  type Unused,
  useAct,
  useLink,
  useSnapshot,
} from './unused.ts'

const DAYS_OF_UNDO = 30
const DAY = 24 * 60 * 60 * 1000

/** What a step removed. */
export interface Freed {
  bodies: number
  bytes: number
}

/** How much a step may do, so that nobody who stores waits long and memory stays small. */
export interface Limits {
  /** Keys of a table held in memory at once. */
  keys: number
  /** Rows read or removed in one transaction. */
  rows: number
}

const LIMITS: Limits = { keys: 20_000, rows: 50 }

/**
 * Ends undo for everything done so far and removes what only undo needed.
 * @returns bytes that came back
 */
export const freeSpace = (): Promise<{ bytes: number }> =>
  inTurn(async () => {
    await db.transaction('rw', db.journal, db.settings, async () => {
      await db.journal.clear()
      await announceRound()
    })
    const { bytes } = await toTheEnd()
    return { bytes }
  })

/**
 * Ends undo for acts older than 30 days, then removes bodies, texts and pictures that no snapshot and no
 * act that can still be undone refers to.
 * @returns number of bodies removed
 */
export const collectGarbage = (now = Date.now()): Promise<number> =>
  inTurn(async () => {
    const old = () => db.journal.where('at').below(now - DAYS_OF_UNDO * DAY)
    while ((await old().limit(LIMITS.rows).delete()) > 0);
    return (await toTheEnd()).bodies
  })

/** Goes on with what a killed worker had begun. */
export async function resumeCollecting(): Promise<void> {
  if (!working && (await isRoundLeft())) await collectGarbage()
}

let working: Promise<unknown> | undefined

/** One at a time, also of those who free bodies: a second round would end the first. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = working ? working.then(work, work) : work()
  const mine = result
    .catch(() => undefined)
    .finally(() => {
      if (working === mine) working = undefined
    })
  working = mine
  return result
}

async function toTheEnd(): Promise<Freed> {
  const sum = { bodies: 0, bytes: 0 }
  for await (const { bodies, bytes } of collectingSteps()) {
    sum.bodies += bodies
    sum.bytes += bytes
  }
  return sum
}

/** The key behind which a table is still to be looked at, undefined where it is done. */
type Places = Record<SharedTable, string | undefined>

/** Somebody who undoes or deletes again and again must not keep this busy for ever. */
const MOST_ROUNDS_UPSET = 50

/**
 * Removes what nothing refers to, in steps of one short transaction each; it may be left after any of them.
 * A round takes some keys, reads all that refers to anything, and removes those keys that were not found,
 * unless somebody came to refer to them meanwhile (garbage-round.ts).
 */
export async function* collectingSteps(limits: Limits = LIMITS): AsyncGenerator<Freed> {
  let places: Places = { blobs: '', texts: '', thumbs: '' }
  for (let upset = 0; upset < MOST_ROUNDS_UPSET; ) {
    const id = await openRound()
    yield NOTHING
    const { unused, next } = await candidates(places, limits)
    yield NOTHING
    yield* mark(unused, limits)
    const swept = yield* sweep(id, unused, limits)
    if (!swept) upset++
    else if (SHARED_TABLES.some((table) => next[table] !== undefined)) places = next
    else return closeRound()
  }
}

const NOTHING: Freed = { bodies: 0, bytes: 0 }

async function candidates(places: Places, { keys }: Limits) {
  const unused: Unused = { blobs: new Set(), texts: new Set(), thumbs: new Set() }
  const next = { ...places }
  for (const name of SHARED_TABLES) {
    const after = places[name]
    if (after === undefined) continue
    const rows = db.table(name).where(':id').above(after).limit(keys)
    const found = (await rows.primaryKeys()) as string[]
    unused[name] = new Set(found)
    next[name] = found.length < keys ? undefined : found.at(-1)
  }
  return { unused, next }
}

async function* mark(unused: Unused, { rows }: Limits): AsyncGenerator<Freed> {
  yield* visit(db.snapshots, ({ uid }) => uid, rows, unused, useSnapshot)
  yield* visit(db.links, ({ id }) => id, rows * 10, unused, useLink)
  // One act may have deleted a thousand versions.
  yield* visit(db.journal, ({ id }) => id, Math.ceil(rows / 10), unused, useAct)
}

async function* visit<T, K extends string | number>(
  table: Table<T, K>,
  keyOf: (row: T) => K,
  limit: number,
  unused: Unused,
  use: (row: T, unused: Unused) => void,
): AsyncGenerator<Freed> {
  for (let after: K | number = -Infinity; !isNothing(unused); ) {
    const page: T[] = await table.where(':id').above(after).limit(limit).toArray()
    for (const row of page) use(row, unused)
    const last = page.at(-1)
    if (last === undefined || page.length < limit) return
    after = keyOf(last)
    yield NOTHING
  }
}

/** @returns whether the round was good to the end */
async function* sweep(
  id: string,
  unused: Unused,
  { rows }: Limits,
): AsyncGenerator<Freed, boolean> {
  for (const table of SHARED_TABLES) {
    const keys = [...unused[table]]
    for (let at = 0; at < keys.length; at += rows) {
      const freed = await remove(id, table, keys.slice(at, at + rows))
      if (!freed) return false
      yield freed
    }
  }
  return true
}

/** Looks again: whoever stores a body that is there already says so in the same table as this reads. */
function remove(id: string, table: SharedTable, keys: string[]): Promise<Freed | undefined> {
  return db.transaction('rw', db.settings, db.table(table), async () => {
    const spared = await sparedIn(id)
    if (!spared) return undefined
    const freed = { ...NOTHING }
    for (const key of keys) {
      const row = spared.has(key) ? undefined : await db.table(table).get(key)
      if (row === undefined) continue
      freed.bytes += sizeOf(row)
      if (table === 'blobs') freed.bodies++
      await db.table(table).delete(key)
    }
    return freed
  })
}

function sizeOf(row: StoredBlob | TextRow | ThumbRow): number {
  if ('stored' in row) return row.stored
  return 'picture' in row ? row.picture.size : row.body.byteLength
}
