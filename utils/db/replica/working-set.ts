import type { Link, Tag } from '../../model/link.ts'
import type { Json, RecordKind } from '../../record/record.ts'
import { recordId } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { db } from '../database.ts'
import { enrolled } from './change-tracker.ts'
import { CURSOR_KEY } from './cursor-row.ts'
import { describeRow, idsIn, type TrackedTable, type Uids } from './describe-row.ts'
import { localOf, type RecordRow } from './record-row.ts'

/** The records one transaction looks at and writes; what is written reaches the tables at its end. */
export interface WorkingSet {
  getMany(kind: RecordKind, uids: string[]): Promise<(LocalRecord | undefined)[]>
  put(local: LocalRecord): void
  forget(kind: RecordKind, uid: string): void
  allTags(): Promise<LocalRecord[]>
  /** Records put so far, undefined for those to be forgotten; by the id of their row. */
  written(): Map<string, LocalRecord | undefined>
}

const TABLES: Record<RecordKind, TrackedTable> = {
  link: 'links',
  tag: 'tags',
  snapshot: 'snapshots',
  setting: 'settings',
}

export function workingSet(): WorkingSet {
  const known = new Map<string, LocalRecord | undefined>()
  const written = new Map<string, LocalRecord | undefined>()
  let device = ''

  async function load(kind: RecordKind, uids: string[]): Promise<void> {
    device ||= (await db.replica.get(CURSOR_KEY))?.clock.device ?? ''
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
    if (record)
      return localOf(record, described ? valuesOf(described.values, record) : (record.values ?? {}))
    return described && enrolled(described, described, device)
  }

  async function getMany(kind: RecordKind, uids: string[]) {
    const missing = uids.filter((uid) => !known.has(recordId({ kind, uid })))
    if (missing.length > 0) await load(kind, missing)
    return uids.map((uid) => known.get(recordId({ kind, uid })))
  }

  const write = (id: string, local: LocalRecord | undefined): void => {
    known.set(id, local)
    written.set(id, local)
  }

  return {
    getMany,
    put: (local) => write(recordId(local.record), local),
    forget: (kind, uid) => write(recordId({ kind, uid }), undefined),
    async allTags() {
      const rows = (await db.tags.toArray()).map(({ uid }) => uid)
      const ids = await db.records.where('id').startsWith('tag:').primaryKeys()
      const put = [...written.keys()].filter((id) => id.startsWith('tag:'))
      const uids = [...rows, ...[...ids, ...put].map((id) => id.slice('tag:'.length))]
      const all = await getMany('tag', [...new Set(uids)])
      return all.filter((local) => local !== undefined)
    },
    written: () => written,
  }
}

/** Those a row holds, and those a row can't hold. */
const valuesOf = (
  values: Record<string, Json>,
  { values: held }: RecordRow,
): Record<string, Json> => (held ? { ...values, ...held } : values)

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
