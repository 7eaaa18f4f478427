import { isTwinKey } from '../../links/twin-key.ts'
import type { Link, Tag } from '../../model/link.ts'
import { type RecordKind, recordId, type SyncRecord } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import type { Tables } from '../database.ts'
import { enrolled } from './change-tracker.ts'
import { type Described, describeRow, idsIn, type Uids } from './describe-row.ts'
import { findRows } from './find-rows.ts'
import { localOf, type RecordRow, rowOf } from './record-row.ts'
import type { TrackedTable } from './tracked-tables.ts'

/** Tables of one transaction: what is called on them is in it, however long ago it was opened. */
export type ReplicaTables = Pick<
  Tables,
  'links' | 'snapshots' | 'tags' | 'settings' | 'jobs' | 'records' | 'replica' | 'transfers'
> & { idbtrans: IDBTransaction }

/** The records one transaction looks at and writes; what is written reaches the tables at its end. */
export interface WorkingSet {
  t: ReplicaTables
  /** Those that are known. */
  getMany(kind: RecordKind, uids: readonly string[]): Promise<LocalRecord[]>
  /** The records of rows of stamps that were just read, in their order. */
  readRows(rows: readonly RecordRow[]): Promise<LocalRecord[]>
  /** Rows of links, by uid, as they are in the library; they are read once. */
  linkRows(uids: readonly string[]): Promise<Map<string, Link>>
  /** Says that rows of links were written: they are to be read anew. */
  forgetLinkRows(): void
  putMany(locals: readonly LocalRecord[]): void
  forgetMany(records: readonly { kind: RecordKind; uid: string }[]): void
  allTags(): Promise<LocalRecord[]>
  /** Records put so far, undefined for those to be forgotten; by the id of their row. */
  written(): ReadonlyMap<string, LocalRecord | undefined>
  /** Those of one kind that were put. */
  writtenOf(kind: RecordKind): LocalRecord[]
  /**
   * Rows of stamps, by id, of links put whose rows in the library say all already: they were acknowledged. Writing
   * a link anew takes all its indexes, and everyone who watches the library looks again.
   */
  settled(): ReadonlyMap<string, RecordRow>
  /** Uids of those of one kind that are to be forgotten, whether they lived or not. */
  forgottenOf(kind: RecordKind): string[]
}

const TABLES: Record<RecordKind, TrackedTable> = {
  link: 'links',
  tag: 'tags',
  snapshot: 'snapshots',
  setting: 'settings',
}

/** @param device the eight digits of this one */
export function workingSet(t: ReplicaTables, device: string): WorkingSet {
  const known = new Map<string, LocalRecord | undefined>()
  const written = new Map<string, LocalRecord | undefined>()
  const linksSeen = new Map<string, Link | undefined>()
  /** Links as they are shown, with their rows of stamps. */
  const shown = new Map<string, { record: SyncRecord; row: RecordRow }>()

  async function load(
    kind: RecordKind,
    uids: string[],
    read?: (RecordRow | undefined)[],
  ): Promise<void> {
    const ids = uids.map((uid) => recordId({ kind, uid }))
    const rows = await libraryRows(t, kind, uids)
    if (kind === 'link') {
      for (const [at, uid] of uids.entries()) linksSeen.set(uid, rows[at] as Link | undefined)
    }
    const records = read ?? (await t.records.bulkGet(ids))
    const uidsOf = await uidsIn(t, TABLES[kind], rows)
    for (const [at, id] of ids.entries()) {
      const [libraryRow, row] = [rows[at], records[at]]
      const local = readLocal(kind, libraryRow, row, uidsOf)
      known.set(id, local)
      if (local && row && isSteady(kind, libraryRow)) shown.set(id, { record: local.record, row })
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

  async function linkRows(uids: readonly string[]): Promise<Map<string, Link>> {
    const missing = uids.filter((uid) => !linksSeen.has(uid))
    for (const uid of missing) linksSeen.set(uid, undefined)
    for (const row of await findRows(t, 'links', 'uid', missing)) linksSeen.set(row.uid, row)
    return new Map(
      uids.flatMap((uid) => {
        const row = linksSeen.get(uid)
        return row ? [[uid, row] as const] : []
      }),
    )
  }

  async function readRows(rows: readonly RecordRow[]): Promise<LocalRecord[]> {
    for (const [kind, each] of Map.groupBy(rows, (row) => row.kind)) {
      const missing = each.filter(({ id }) => !known.has(id))
      const uids = missing.map(({ uid }) => uid)
      if (missing.length > 0) await load(kind, uids, missing)
    }
    return rows.flatMap(({ id }) => known.get(id) ?? [])
  }

  const write = (id: string, local: LocalRecord | undefined): void => {
    known.set(id, local)
    written.set(id, local)
  }

  const writtenOf = (kind: RecordKind): LocalRecord[] =>
    [...written.values()].flatMap((local) => (local?.record.kind === kind ? [local] : []))

  function settled(): Map<string, RecordRow> {
    // Tags that come or go change rows of links whose records stay as they are.
    if ([...written.keys()].some((id) => id.startsWith('tag:'))) return new Map()
    return new Map(
      [...written].flatMap(([id, local]) => {
        const before = shown.get(id)
        if (!local || before?.record !== local.record) return []
        return [[id, rowOf(local, before.row.values)] as const]
      }),
    )
  }

  return {
    t,
    getMany,
    readRows,
    linkRows,
    forgetLinkRows: () => linksSeen.clear(),
    putMany(locals) {
      for (const local of locals) write(recordId(local.record), local)
    },
    forgetMany(records) {
      for (const record of records) write(recordId(record), undefined)
    },
    async allTags() {
      const rows = (await t.tags.toArray()).map(({ uid }) => uid)
      const ids = await t.records.where('id').startsWith('tag:').primaryKeys()
      const put = writtenOf('tag').map(({ record }) => record.uid)
      const uids = [...rows, ...ids.map((id) => id.slice('tag:'.length)), ...put]
      return getMany('tag', [...new Set(uids)])
    },
    written: () => written,
    writtenOf,
    settled,
    forgottenOf: (kind) =>
      [...written].flatMap(([id, local]) =>
        local === undefined && id.startsWith(`${kind}:`) ? [id.slice(kind.length + 1)] : [],
      ),
  }
}

/**
 * Whether a row stays as it is while its record does: a twin gets the plain key as soon as that is free, and a
 * version goes with its link.
 */
const isSteady = (kind: RecordKind, row: unknown): boolean =>
  kind === 'link' && row !== undefined && !isTwinKey((row as Link).urlKey)

/** What the library's rows of these records say, for those that have one. */
export async function describeRows(
  t: ReplicaTables,
  kind: RecordKind,
  uids: string[],
): Promise<Described[]> {
  const rows = await libraryRows(t, kind, uids)
  const uidsOf = await uidsIn(t, TABLES[kind], rows)
  return rows.flatMap((row) =>
    row === undefined ? [] : (describeRow(TABLES[kind], row, uidsOf) ?? []),
  )
}

async function libraryRows(t: ReplicaTables, kind: RecordKind, uids: string[]): Promise<unknown[]> {
  if (kind === 'snapshot') return t.snapshots.bulkGet(uids)
  if (kind === 'setting') return t.settings.bulkGet(uids)
  const rows: (Link | Tag)[] = await findRows(t, kind === 'link' ? 'links' : 'tags', 'uid', uids)
  const byUid = new Map(rows.map((row) => [row.uid, row]))
  return uids.map((uid) => byUid.get(uid))
}

export async function uidsIn(
  t: Pick<Tables, 'tags' | 'links'>,
  table: TrackedTable,
  rows: unknown[],
): Promise<Uids> {
  const ids = rows.filter((row) => row !== undefined).map((row) => idsIn(table, row))
  const tags = await t.tags.bulkGet([...new Set(ids.flatMap((each) => each.tags))])
  const links = await t.links.bulkGet([...new Set(ids.flatMap((each) => each.links))])
  const uidOf = (found: (Tag | Link | undefined)[]) =>
    new Map(found.flatMap((row) => (row ? [[row.id, row.uid] as const] : [])))
  const [tagUids, linkUids] = [uidOf(tags), uidOf(links)]
  return { tag: (id) => tagUids.get(id), link: (id) => linkUids.get(id) }
}
