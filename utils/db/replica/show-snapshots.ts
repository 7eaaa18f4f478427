import type { Snapshot } from '../../model/snapshot.ts'
import { isAlive, type Json, type SyncRecord } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { checkRow } from '../library/row-shapes.ts'
import { refreshLink } from '../undo.ts'
import { refTo } from './record-row.ts'
import type { ShownLinks } from './show-links.ts'
import { downloadOf } from './transfer-row.ts'
import type { WorkingSet } from './working-set.ts'

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
  // Not only of links that are new here: one may have been brought back by undo, and be acknowledged now.
  const shownLinks = set.writtenOf('link').filter(({ record }) => isAlive(record))
  const held = await heldFor(
    set,
    shownLinks.map(({ record }) => record.uid),
  )
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

/** Versions that came before their links, or while these were deleted here. */
async function heldFor(set: WorkingSet, linkUids: string[]): Promise<LocalRecord[]> {
  if (linkUids.length === 0) return []
  const { records } = set.t
  const refs = new Set(linkUids.map((uid) => refTo('link', uid)))
  // Those whose link is shown are found by their rows, so that these are few.
  const held = () => records.where('refs').startsWith(refTo('link', ''))
  const isFew = (await held().count()) <= refs.size
  const found = await (isFew ? held() : records.where('refs').anyOf([...refs])).toArray()
  const rows = found.filter(({ kind, refs: own = [] }) => {
    return kind === 'snapshot' && own.some((ref) => refs.has(ref))
  })
  return set.readRows(rows)
}

/** Ids of the links that versions are of, for those whose link is shown and that live. */
async function ownersOf(
  set: WorkingSet,
  records: SyncRecord[],
  links: ShownLinks,
): Promise<Map<string, number>> {
  const owners = new Map<string, number>()
  const ids = await idsOfLinks(set, records.map(linkOf), links)
  for (const record of records) {
    const uid = ids.has(linkOf(record)) ? linkOf(record) : await mergedInto(set, linkOf(record))
    const id = ids.get(uid) ?? (await set.linkRows([uid])).get(uid)?.id
    if (id !== undefined && (isAlive(record) || (await diedWith(set, record, uid)))) {
      owners.set(record.uid, id)
    }
  }
  return owners
}

const linkOf = ({ values }: SyncRecord): string => String(values['link'] ?? '')

async function idsOfLinks(
  set: WorkingSet,
  uids: string[],
  { ids }: ShownLinks,
): Promise<Map<string, number>> {
  const unknown = [...new Set(uids)].filter((uid) => !ids.has(uid))
  const rows = await set.linkRows(unknown)
  return new Map([...ids, ...[...rows.values()].map(({ uid, id }) => [uid, id] as const)])
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
