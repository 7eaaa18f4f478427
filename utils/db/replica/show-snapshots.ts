import type { Snapshot } from '../../model/snapshot.ts'
import { isAlive, type Json, type SyncRecord } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { checkRow } from '../library/row-shapes.ts'
import { refreshLink } from '../undo.ts'
import { findRows } from './find-rows.ts'
import { refTo } from './record-row.ts'
import type { ShownLinks } from './show-links.ts'
import { downloadOf } from './transfer-row.ts'
import type { ReplicaTables, WorkingSet } from './working-set.ts'

/**
 * Makes the rows of versions what their records say, and those of links that came or went: a version is shown
 * where its link is.
 * @returns uids of those put that are shown
 */
export async function showSnapshots(
  set: WorkingSet,
  put: LocalRecord[],
  links: ShownLinks,
): Promise<Set<string>> {
  const { left } = links
  const held = await heldFor(set, links.fresh)
  const all = new Map([...left, ...held, ...put].map((local) => [local.record.uid, local]))
  const records = [...all.values()].map(({ record }) => record)
  const owners = await ownersOf(set, records, links)
  const rows = records.flatMap((record) => rowFor(record, owners.get(record.uid)) ?? [])
  const shown = new Set(rows.map(({ uid }) => uid))
  const uids = [...records.map(({ uid }) => uid), ...set.forgottenOf('snapshot')]
  const before = await set.t.snapshots.bulkGet(uids)
  await set.t.snapshots.bulkDelete(uids.filter((uid) => !shown.has(uid)))
  await set.t.snapshots.bulkPut(rows)
  const known = new Set(before.map((row) => row?.uid))
  const fresh = rows.filter(({ uid }) => !known.has(uid))
  await set.t.transfers.bulkPut(fresh.map(({ uid }) => downloadOf(uid)))
  const was = before.flatMap((row) => row?.linkId ?? [])
  for (const id of new Set([...was, ...rows.map(({ linkId }) => linkId)]))
    await refreshLink(id, set.t)
  // Their stamps say from now on whether a row holds their values.
  for (const local of [...left, ...held]) if (!set.written().has(idOf(local))) set.putMany([local])
  return shown
}

const idOf = ({ record }: LocalRecord): string => `snapshot:${record.uid}`

/** Versions that came before their links. */
async function heldFor(set: WorkingSet, linkUids: string[]): Promise<LocalRecord[]> {
  if (linkUids.length === 0) return []
  const refs = linkUids.map((uid) => refTo('link', uid))
  const found = await Promise.all(
    refs.map((ref) => set.t.records.where('refs').equals(ref).toArray()),
  )
  const rows = found.flat()
  const uids = rows.filter(({ kind }) => kind === 'snapshot').map(({ uid }) => uid)
  return set.getMany('snapshot', uids)
}

/** Ids of the links that versions are of, for those whose link is shown and that live. */
async function ownersOf(
  set: WorkingSet,
  records: SyncRecord[],
  links: ShownLinks,
): Promise<Map<string, number>> {
  const owners = new Map<string, number>()
  const ids = await idsOfLinks(set.t, records.map(linkOf), links)
  for (const record of records) {
    const uid = ids.has(linkOf(record)) ? linkOf(record) : await mergedInto(set, linkOf(record))
    const id = ids.get(uid) ?? (await set.t.links.where('uid').equals(uid).first())?.id
    if (id !== undefined && (isAlive(record) || (await diedWith(set, record, uid)))) {
      owners.set(record.uid, id)
    }
  }
  return owners
}

const linkOf = ({ values }: SyncRecord): string => String(values['link'] ?? '')

async function idsOfLinks(
  t: ReplicaTables,
  uids: string[],
  { ids }: ShownLinks,
): Promise<Map<string, number>> {
  const unknown = [...new Set(uids)].filter((uid) => !ids.has(uid))
  const rows = await findRows(t.links, 'uid', unknown)
  return new Map([...ids, ...rows.map(({ uid, id }) => [uid, id] as const)])
}

/** The link that took another's place, that one itself if none did. */
async function mergedInto(set: WorkingSet, uid: string): Promise<string> {
  const seen = new Set<string>()
  let last = uid
  while (!seen.has(last)) {
    seen.add(last)
    const [link] = await set.getMany('link', [last])
    const into = link && !isAlive(link.record) ? link.record.values['mergedInto'] : ''
    if (typeof into !== 'string' || into === '') return last
    last = into
  }
  return last
}

/** Deleted with its link, which came back. */
async function diedWith(set: WorkingSet, { deleted }: SyncRecord, uid: string): Promise<boolean> {
  const [link] = await set.getMany('link', [uid])
  return link !== undefined && isAlive(link.record) && link.record.deleted === deleted
}

/** @returns undefined where the version is not shown, or the record does not make one */
function rowFor({ uid, values }: SyncRecord, linkId: number | undefined): Snapshot | undefined {
  if (linkId === undefined) return undefined
  const { url, title, capturedAt, data } = values
  const rest = typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {}
  const row: Record<string, Json> = { ...rest, uid, linkId, deleted: 0 }
  try {
    return checkRow('snapshots', { ...row, url, title, capturedAt }) as Snapshot
  } catch {
    return undefined
  }
}
