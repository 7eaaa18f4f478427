import type {
  DBCore,
  DBCoreMutateRequest,
  DBCoreMutateResponse,
  DBCoreTable,
  DBCoreTransaction,
  Dexie,
  PromiseExtended,
} from 'dexie'
import { stampAfter } from '../../record/stamp.ts'
import { type ChangeTracker, changeTracker, type RowEdit } from './change-tracker.ts'
import { CLOCK_KEY, type ClockRow } from './cursor-row.ts'
import { keysOf, now } from './keys-of.ts'
import { AT_CHANGES, isTracked, type TrackedTable } from './tracked-tables.ts'

/** Transactions that write what came from the server: it is known there. */
const foreign = new WeakSet<object>()
const trackers = new WeakMap<object, PromiseExtended<ChangeTracker | undefined>>()

/** Says that a transaction writes what came from the server. Call it before it writes. */
export const leaveUntracked = (trans: object): void => void foreign.add(trans)

/**
 * Notes every change to a synced row in the transaction that makes it, whoever makes it: a write that was
 * forgotten would be a change that never arrives elsewhere. It costs one read where sync is off.
 */
export function trackChanges(db: Dexie): void {
  db.use({
    ...AT_CHANGES,
    create: (core) => ({
      ...core,
      transaction: (stores, mode, options) =>
        core.transaction(mode === 'readwrite' ? withRecords(stores) : stores, mode, options),
      table: (name) => {
        const table = core.table(name)
        if (!isTracked(name)) return table
        return { ...table, mutate: (request) => mutate(core, table, name, request) }
      },
    }),
  })
}

/** With what is read or written beside a synced row. */
function withRecords(stores: string[]): string[] {
  if (!stores.some(isTracked)) return stores
  const beside = ['records', 'replica', 'transfers']
  // Rows refer by ids, records by uids.
  if (stores.includes('links')) beside.push('tags')
  if (stores.includes('snapshots')) beside.push('links')
  return [...new Set([...stores, ...beside])]
}

function mutate(
  core: DBCore,
  table: DBCoreTable,
  name: TrackedTable,
  request: DBCoreMutateRequest,
): PromiseExtended<DBCoreMutateResponse> {
  return trackerOf(core, request.trans).then((tracker) =>
    tracker ? noting(tracker, table, name, request) : table.mutate(request),
  )
}

function noting(
  tracker: ChangeTracker,
  table: DBCoreTable,
  name: TrackedTable,
  request: DBCoreMutateRequest,
): PromiseExtended<DBCoreMutateResponse> {
  return keysOf(table, request).then((keys) =>
    oldsOf(table, request, keys).then((olds) =>
      table.mutate(request).then((response) => {
        const rows = request.type === 'add' || request.type === 'put' ? request.values : []
        const edits = keys
          .map((_, at): RowEdit => ({ table: name, old: olds[at], row: rows[at] }))
          .filter(({ old, row }, at) => !response.failures[at] && (old ?? row) !== undefined)
        return edits.length > 0 ? tracker.note(edits).then(() => response) : response
      }),
    ),
  )
}

const oldsOf = (
  table: DBCoreTable,
  { type, trans }: DBCoreMutateRequest,
  keys: (number | string)[],
): PromiseExtended<unknown[]> =>
  type === 'add' ? now<unknown[]>([]) : now(table.getMany({ trans, keys }))

function trackerOf(
  core: DBCore,
  trans: DBCoreTransaction,
): PromiseExtended<ChangeTracker | undefined> {
  // An upgrade of the schema moves no data between devices.
  if (foreign.has(trans) || (trans as IDBTransaction).mode === 'versionchange') {
    return now(undefined)
  }
  // Two writes may begin at the same time: it is the promise that is remembered.
  const tracker = trackers.get(trans) ?? newTracker(core, trans)
  trackers.set(trans, tracker)
  return tracker
}

/** One stamp for all of a transaction. */
function newTracker(
  core: DBCore,
  trans: DBCoreTransaction,
): PromiseExtended<ChangeTracker | undefined> {
  const replica = core.table('replica')
  return now(replica.get({ trans, key: CLOCK_KEY })).then((clock: ClockRow | undefined) => {
    if (!clock) return undefined
    const stamp = stampAfter(clock.last, Date.now() + clock.offset, clock.device)
    const values: ClockRow[] = [{ ...clock, last: stamp }]
    return replica
      .mutate({ type: 'put', trans, values })
      .then(() => changeTracker(core, trans, stamp, clock.device))
  })
}
