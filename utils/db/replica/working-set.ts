import type { Link, Tag } from '../../model/link.ts'
import { type RecordKind, recordId } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { db } from '../database.ts'
import { enrolled } from './change-tracker.ts'
import { type Described, describeRow, idsIn, type TrackedTable, type Uids } from './describe-row.ts'
import { localOf, type RecordRow } from './record-row.ts'

/** The records one transaction looks at and writes; what is written reaches the tables at its end. */
export interface WorkingSet {
  /** Those that are known. */
  getMany(kind: RecordKind, uids: readonly string[]): Promise<LocalRecord[]>
  putMany(locals: readonly LocalRecord[]): void
  forgetMany(records: readonly { kind: RecordKind; uid: string }[]): void
  allTags(): Promise<LocalRecord[]>
  /** Records put so far, undefined for those to be forgotten; by the id of their row. */
  written(): ReadonlyMap<string, LocalRecord | undefined>
  /** Those of one kind that were put. */
  writtenOf(kind: RecordKind): LocalRecord[]
}

const TABLES: Record<RecordKind, TrackedTable> = {
  link: 'links',
  tag: 'tags',
  snapshot: 'snapshots',
  setting: 'settings',
}

/** @param device the eight digits of this one */
export function workingSet(device: string): WorkingSet {
  const known = new Map<string, LocalRecord | undefined>()
  const written = new Map<string, LocalRecord | undefined>()

  async function load(kind: RecordKind, uids: string[]): Promise<void> {
    const ids = uids.map((uid) => recordId({ kind, uid }))
    const rows = await libraryRows(kind, uids)
    const records = await db.records.bulkGet(ids)
    const uidsOf = await uidsIn(TABLES[kind], rows)
    for (const [at, id] of ids.entries()) {
      known.set(id, readLocal(kind, rows[at], records[at], uidsOf))
    }
  }

  function readLocal(
    kind: RecordKind,
    row: unknown,
    record: RecordRow | undefined,
    uids: Uids,
  ): LocalRecord | undefined {
    const described = row === undefined ? undefined : describeRow(TABLES[kind], row, uids)
    if (record) return localOf(record, { ...described?.values, ...record.values })
    return described && enrolled(described, described, device)
  }

  async function getMany(kind: RecordKind, uids: readonly string[]): Promise<LocalRecord[]> {
    const missing = uids.filter((uid) => !known.has(recordId({ kind, uid })))
    if (missing.length > 0) await load(kind, missing)
    return uids.flatMap((uid) => known.get(recordId({ kind, uid })) ?? [])
  }

  const write = (id: string, local: LocalRecord | undefined): void => {
    known.set(id, local)
    written.set(id, local)
  }

  const writtenOf = (kind: RecordKind): LocalRecord[] =>
    [...written.values()].flatMap((local) => (local?.record.kind === kind ? [local] : []))

  return {
    getMany,
    putMany(locals) {
      for (const local of locals) write(recordId(local.record), local)
    },
    forgetMany(records) {
      for (const record of records) write(recordId(record), undefined)
    },
    async allTags() {
      const rows = (await db.tags.toArray()).map(({ uid }) => uid)
      const ids = await db.records.where('id').startsWith('tag:').primaryKeys()
      const put = writtenOf('tag').map(({ record }) => record.uid)
      const uids = [...rows, ...ids.map((id) => id.slice('tag:'.length)), ...put]
      return getMany('tag', [...new Set(uids)])
    },
    written: () => written,
    writtenOf,
  }
}

/** What the library's rows of these records say, for those that have one. */
export async function describeRows(kind: RecordKind, uids: string[]): Promise<Described[]> {
  const rows = await libraryRows(kind, uids)
  const uidsOf = await uidsIn(TABLES[kind], rows)
  return rows.flatMap((row) =>
    row === undefined ? [] : (describeRow(TABLES[kind], row, uidsOf) ?? []),
  )
}

async function libraryRows(kind: RecordKind, uids: string[]): Promise<unknown[]> {
  if (kind === 'snapshot') return db.snapshots.bulkGet(uids)
  if (kind === 'setting') return db.settings.bulkGet(uids)
  const table = kind === 'link' ? db.links : db.tags
  const rows: (Link | Tag)[] = await table.where('uid').anyOf(uids).toArray()
  const byUid = new Map(rows.map((row) => [row.uid, row]))
  return uids.map((uid) => byUid.get(uid))
}

export async function uidsIn(table: TrackedTable, rows: unknown[]): Promise<Uids> {
  const ids = rows.filter((row) => row !== undefined).map((row) => idsIn(table, row))
  const tags = await db.tags.bulkGet([...new Set(ids.flatMap((each) => each.tags))])
  const links = await db.links.bulkGet([...new Set(ids.flatMap((each) => each.links))])
  const uidOf = (found: (Tag | Link | undefined)[]) =>
    new Map(found.flatMap((row) => (row ? [[row.id, row.uid] as const] : [])))
  const [tagUids, linkUids] = [uidOf(tags), uidOf(links)]
  return { tag: (id) => tagUids.get(id), link: (id) => linkUids.get(id) }
}
