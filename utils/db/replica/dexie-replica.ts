import { isTwinKey, plainKeyOf, TWIN } from '../../links/twin-key.ts'
import { isAlive, type RecordKind } from '../../record/record.ts'
import type { LocalRecord, Replica, ReplicaTransaction } from '../../record/replica.ts'
import { stampAfter } from '../../record/stamp.ts'
import { db } from '../database.ts'
import { clockRow, cursorRow } from './cursor.ts'
import { CLOCK_KEY, CURSOR_KEY } from './cursor-row.ts'
import { findRows } from './find-rows.ts'
import { REJECTED, type RecordRow, refTo } from './record-row.ts'
import { showRecords } from './show-records.ts'
import { leaveUntracked } from './track-changes.ts'
import { type ReplicaTables, type WorkingSet, workingSet } from './working-set.ts'

/** What a pass of sync reads and writes; all else stays free for others meanwhile. */
const tables = () => [
  db.links,
  db.snapshots,
  db.tags,
  db.settings,
  db.jobs,
  db.records,
  db.replica,
  db.transfers,
]

/**
 * The library as a replica. Only where it is synced: see `startTracking`. All is called on the tables of the
 * transaction itself: Dexie follows native `await`s for some hundred steps only, and takes what is called later for
 * a transaction of its own, so that half of a page would be stored.
 */
export const dexieReplica: Replica = {
  transaction: (work) =>
    db.transaction('rw', tables(), async (transaction) => {
      leaveUntracked(transaction.idbtrans)
      const t = transaction as unknown as ReplicaTables
      const set = workingSet(t, (await clockRow(t)).device)
      const result = await work(replicaTransaction(set))
      await showRecords(set)
      return result
    }),
}

function replicaTransaction(set: WorkingSet): ReplicaTransaction {
  const { t } = set
  let stamp = ''
  return {
    getMany: set.getMany,
    putMany: async (locals) => set.putMany(locals),
    forgetMany: async (records) => set.forgetMany(records),
    linksWithKeys: (keys) => linksWithKeys(set, keys),
    tags: set.allTags,
    async linksNaming(tagUids) {
      const written = set.writtenOf('link').map(({ record }) => record.uid)
      return [...new Set([...(await referring(t, 'link', 'tag', tagUids)), ...written])]
    },
    snapshotsOf: (linkUids) => snapshotsOf(set, linkUids),
    unsent: async (most) =>
      inOrder(set, await t.records.where('pending').below(REJECTED).limit(most).toArray()),
    changedSince: async (seq, most) =>
      inOrder(set, await t.records.where('seq').above(seq).limit(most).toArray()),
    scan: async ({ after, most }) =>
      inOrder(set, await t.records.where('id').above(after).limit(most).toArray()),
    countLinks: () => t.links.count(),
    cursor: () => cursorRow(t),
    async setCursor(cursor) {
      const { enrolled } = await cursorRow(t)
      await t.replica.put({ ...cursor, key: CURSOR_KEY, enrolled })
    },
    clock: () => clockRow(t),
    async setClock(clock) {
      await t.replica.put({ ...clock, key: CLOCK_KEY })
    },
    async stamp() {
      const clock = await clockRow(t)
      stamp ||= stampAfter(clock.last, Date.now() + clock.offset, clock.device)
      await t.replica.put({ ...clock, last: stamp })
      return stamp
    },
  }
}

async function referring(
  t: ReplicaTables,
  kind: RecordKind,
  to: 'tag' | 'link',
  uids: readonly string[],
): Promise<string[]> {
  const refs = uids.map((uid) => refTo(to, uid))
  const found = await Promise.all(
    refs.map((ref) => t.records.where('refs').equals(ref).primaryKeys()),
  )
  const ids = found.flat()
  return ids.filter((id) => id.startsWith(`${kind}:`)).map((id) => id.slice(kind.length + 1))
}

/** Two links of one key are there until they are made one: the second one has the key of a twin meanwhile. */
async function linksWithKeys(set: WorkingSet, keys: readonly string[]): Promise<LocalRecord[]> {
  const { t } = set
  const wanted = new Set(keys)
  const rows = await findRows(t.links, 'urlKey', [...wanted])
  const twins = await t.links.where('urlKey').startsWith(TWIN).toArray()
  const found = [...rows, ...twins.filter(({ urlKey }) => wanted.has(plainKeyOf(urlKey)))]
  const uids = new Set([
    ...found.map(({ uid }) => uid),
    ...set.writtenOf('link').map(({ record }) => record.uid),
  ])
  return (await set.getMany('link', [...uids])).filter(({ record }) => {
    const key = String(record.values['urlKey'] ?? '')
    return isAlive(record) && wanted.has(key) && !isTwinKey(key)
  })
}

async function snapshotsOf(set: WorkingSet, linkUids: readonly string[]): Promise<LocalRecord[]> {
  const { t } = set
  const links = await findRows(t.links, 'uid', linkUids)
  const ranges = links.map(({ id }) => [
    [id, -Infinity],
    [id, Infinity],
  ])
  const shown = await t.snapshots
    .where('[linkId+capturedAt]')
    .inAnyRange(ranges as [[number, number], [number, number]][])
    .primaryKeys()
  const held = await referring(t, 'snapshot', 'link', linkUids)
  const written = set.writtenOf('snapshot').map(({ record }) => record.uid)
  const uids = new Set<string>([shown, held, written].flat())
  const wanted = new Set(linkUids)
  return (await set.getMany('snapshot', [...uids])).filter(({ record }) =>
    wanted.has(String(record.values['link'] ?? '')),
  )
}

/** The records of rows of stamps, in their order. */
async function inOrder(set: WorkingSet, rows: RecordRow[]): Promise<LocalRecord[]> {
  const found = new Map<string, LocalRecord>()
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const uids = rows.filter((row) => row.kind === kind).map(({ uid }) => uid)
    for (const local of await set.getMany(kind, uids)) {
      found.set(`${kind}:${local.record.uid}`, local)
    }
  }
  return rows.flatMap(({ id }) => found.get(id) ?? [])
}
