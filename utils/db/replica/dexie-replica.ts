import { Dexie } from 'dexie'
import type { RecordKind } from '../../record/record.ts'
import type { LocalRecord, Replica, ReplicaTransaction } from '../../record/replica.ts'
import { stampAfter } from '../../record/stamp.ts'
import { db } from '../database.ts'
import { CURSOR_KEY, type CursorRow } from './cursor-row.ts'
import { refTo } from './record-row.ts'
import { sameAddress } from './same-address.ts'
import { showRecords } from './show-records.ts'
import { leaveUntracked } from './track-changes.ts'
import { type WorkingSet, workingSet } from './working-set.ts'

/** What a pass of sync reads and writes; all else stays free for others meanwhile. */
const tables = () => [db.links, db.snapshots, db.tags, db.settings, db.jobs, db.records, db.replica]

/** The library as a replica. Only where it is synced: see `startTracking`. */
export const dexieReplica: Replica = {
  transaction: (work) =>
    db.transaction('rw', tables(), async () => {
      const before = await cursorRow()
      leaveUntracked(Dexie.currentTransaction.idbtrans)
      const set = workingSet()
      const result = await work(replicaTransaction(set, before))
      await showRecords(set)
      return result
    }),
}

async function cursorRow(): Promise<CursorRow> {
  const row = await db.replica.get(CURSOR_KEY)
  if (!row) throw new Error('not tracked')
  return row
}

function replicaTransaction(set: WorkingSet, before: CursorRow): ReplicaTransaction {
  const { offset, clock } = before
  const now = stampAfter(clock.last, Date.now() + offset, clock.device)
  return {
    get: async (kind, uid) => (await set.getMany(kind, [uid]))[0],
    getMany: set.getMany,
    put: async (local) => set.put(local),
    forget: async (kind, uid) => set.forget(kind, uid),
    sameAddress: (record) => sameAddress(set, record),
    tags: set.allTags,
    linksNaming: (tagUid) => uidsReferring('link', refTo('tag', tagUid)),
    snapshotsOf: (linkUid) => snapshotsOf(set, linkUid),
    unsent: (most) => unsent(set, most),
    cursor: cursorRow,
    async setCursor(cursor) {
      const { enrolled } = await cursorRow()
      await db.replica.put({ ...cursor, key: CURSOR_KEY, enrolled })
    },
    async stamp() {
      const row = await cursorRow()
      await db.replica.put({ ...row, clock: { ...row.clock, last: now } })
      return now
    },
  }
}

const uidsReferring = async (kind: RecordKind, ref: string): Promise<string[]> => {
  const ids = await db.records.where('refs').equals(ref).primaryKeys()
  return ids.filter((id) => id.startsWith(`${kind}:`)).map((id) => id.slice(kind.length + 1))
}

async function snapshotsOf(set: WorkingSet, linkUid: string): Promise<LocalRecord[]> {
  const link = await db.links.where('uid').equals(linkUid).first()
  const shown = link
    ? await db.snapshots
        .where('[linkId+capturedAt]')
        .between([link.id, -Infinity], [link.id, Infinity])
        .primaryKeys()
    : []
  const held = await uidsReferring('snapshot', refTo('link', linkUid))
  const uids = new Set([...shown, ...held])
  const all = await set.getMany('snapshot', [...uids])
  return all.filter((local) => local !== undefined)
}

async function unsent(set: WorkingSet, most: number): Promise<LocalRecord[]> {
  const rows = await db.records.orderBy('pending').limit(most).toArray()
  const found: LocalRecord[] = []
  // Of one kind each, in the order they were found.
  for (const kind of new Set(rows.map((row) => row.kind))) {
    const uids = rows.filter((row) => row.kind === kind).map(({ uid }) => uid)
    for (const local of await set.getMany(kind, uids)) if (local) found.push(local)
  }
  return found
}
