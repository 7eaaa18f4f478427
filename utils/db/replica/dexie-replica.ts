import { isTwinKey, plainKeyOf, TWIN } from '../../links/twin-key.ts'
import { isAlive, type RecordKind, recordId, type SyncRecord, textOf } from '../../record/record.ts'
import type {
  LocalRecord,
  Replica,
  ReplicaPlace,
  ReplicaTransaction,
} from '../../record/replica.ts'
import { laterStamp, stampAfter } from '../../record/stamp.ts'
import { partsOf } from '../../shared/parts-of.ts'
import { db } from '../database.ts'
import { ownKey } from '../link-keys.ts'
import { clockRow, cursorRow } from './cursor.ts'
import { CLOCK_KEY, CURSOR_KEY } from './cursor-row.ts'
import { findRows } from './find-rows.ts'
import { REJECTED, type RecordRow, refTo, rowOf, withoutValues } from './record-row.ts'
import { showRecords } from './show-records.ts'
import { leaveUntracked } from './track-changes.ts'
import { ASKED_AT_ONCE, unsentRows } from './unsent-rows.ts'
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
  look: (work) =>
    db.transaction('r', tables(), async (transaction) => {
      const t = transaction as unknown as ReplicaTables
      return work(replicaTransaction(workingSet(t, (await clockRow(t)).device)))
    }),
  place: (work) =>
    db.transaction('rw', db.replica, async (transaction) =>
      work(placeOf(transaction as unknown as ReplicaTables)),
    ),
  note: (names, change) =>
    db.transaction('rw', db.records, async (transaction) => {
      const { records } = transaction as unknown as ReplicaTables
      const numbered = names.map((name, at) => ({ id: recordId(name), at }))
      for (const part of partsOf(numbered, ASKED_AT_ONCE)) {
        const rows = await records.bulkGet(part.map(({ id }) => id))
        const changed = part.flatMap(({ at }, index) => {
          const row = rows[index]
          return row ? [rowOf(change(withoutValues(row), at), row.values)] : []
        })
        await records.bulkPut(changed)
      }
    }),
}

const placeOf = (t: Pick<ReplicaTables, 'replica'>): ReplicaPlace => ({
  cursor: () => cursorRow(t),
  async setCursor(cursor) {
    const { enrolled } = await cursorRow(t)
    await t.replica.put({ ...cursor, key: CURSOR_KEY, enrolled })
  },
  clock: () => clockRow(t),
  async setClock(clock) {
    await t.replica.put({ ...clock, key: CLOCK_KEY })
  },
})

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
    linksMergedInto: (linkUids) => linksMergedInto(set, linkUids),
    unsent: async (most) => set.readRows(await unsentRows(t, most)),
    refused: async () => set.readRows(await t.records.where('pending').equals(REJECTED).toArray()),
    newsSince: (seq, most) => newsSince(set, seq, most),
    scan: async ({ after, most }) =>
      set.readRows(await t.records.where('id').above(after).limit(most).toArray()),
    async scanMissed(round, { after, most }) {
      const rows = await t.records.where('id').above(after).limit(most).toArray()
      const locals = await set.readRows(rows.filter((row) => row.round !== round && !isNew(row)))
      return { locals, last: rows.at(-1)?.id ?? '' }
    },
    countLinks: () => t.links.count(),
    ...placeOf(t),
    async stamp() {
      const clock = await clockRow(t)
      stamp ||= stampAfter(clock.last, Date.now() + clock.offset, clock.device)
      await t.replica.put({ ...clock, last: laterStamp(clock.last, stamp) })
      return stamp
    },
  }
}

/** The server never told or acknowledged it, and it waits to be sent. */
const isNew = ({ round, pending }: RecordRow): boolean =>
  round === 0 && pending !== undefined && pending < REJECTED

async function referring(
  t: ReplicaTables,
  kind: RecordKind,
  to: 'tag' | 'link' | 'into',
  uids: readonly string[],
): Promise<string[]> {
  const ids: string[] = []
  for (const part of partsOf(uids, ASKED_AT_ONCE)) {
    const asked = part.map((uid) => t.records.where('refs').equals(refTo(to, uid)).primaryKeys())
    ids.push(...(await Promise.all(asked)).flat())
  }
  return ids.filter((id) => id.startsWith(`${kind}:`)).map((id) => id.slice(kind.length + 1))
}

/** Two links of one key are there until they are made one: the second one has the key of a twin meanwhile. */
async function linksWithKeys(set: WorkingSet, keys: readonly string[]): Promise<LocalRecord[]> {
  const { t } = set
  const wanted = new Set(keys)
  const rows = await findRows(t, 'links', 'urlKey', [...wanted])
  const twins = await t.links.where('urlKey').startsWith(TWIN).toArray()
  const found = [...rows, ...twins.filter(({ urlKey }) => wanted.has(plainKeyOf(urlKey)))]
  const uids = new Set([
    ...found.map(({ uid }) => uid),
    ...set.writtenOf('link').map(({ record }) => record.uid),
  ])
  return (await set.getMany('link', [...uids])).filter(({ record }) => {
    const [url, urlKey] = [textOf(record, 'url'), textOf(record, 'urlKey')]
    const hasKey = wanted.has(urlKey) || wanted.has(ownKey({ url, urlKey }))
    return isAlive(record) && hasKey && !isTwinKey(urlKey)
  })
}

async function snapshotsOf(set: WorkingSet, linkUids: readonly string[]): Promise<LocalRecord[]> {
  const { t } = set
  const links = await set.linkRows(linkUids)
  const ranges = [...links.values()].map(({ id }) => [
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

async function linksMergedInto(
  set: WorkingSet,
  linkUids: readonly string[],
): Promise<LocalRecord[]> {
  const written = set.writtenOf('link').map(({ record }) => record.uid)
  const uids = new Set([...(await referring(set.t, 'link', 'into', linkUids)), ...written])
  const wanted = new Set(linkUids)
  return (await set.getMany('link', [...uids])).filter(({ record }) => isMergedInto(record, wanted))
}

const isMergedInto = (record: SyncRecord, uids: ReadonlySet<string>): boolean =>
  !isAlive(record) && uids.has(textOf(record, 'mergedInto'))

/**
 * A link that is shown with all its values, and whose tags never went, follows from itself: one whose address another
 * has says so by the key beside its row. So does a version whose link is the one it names.
 */
async function newsSince(
  { t, readRows }: WorkingSet,
  seq: number,
  most: number,
): Promise<{ locals: LocalRecord[]; last: number }> {
  const rows = await t.records.where('seq').above(seq).limit(most).toArray()
  const tags = await t.records.where('id').startsWith('tag:').toArray()
  const gone = new Set(tags.filter(({ deleted }) => deleted).map(({ uid }) => uid))
  const isWorthALook = ({ kind, deleted, values = {}, members = {} }: RecordRow): boolean =>
    kind === 'tag' ||
    deleted !== undefined ||
    ['mergedInto', 'urlKey', 'keyRules', 'link'].some((field) => field in values) ||
    Object.keys(members).some((uid) => gone.has(uid))
  return { locals: await readRows(rows.filter(isWorthALook)), last: rows.at(-1)?.seq ?? seq }
}
