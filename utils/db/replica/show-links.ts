import { isTwinKey, plainKeyOf, twinKeyOf } from '../../links/twin-key.ts'
import { urlKeyOrNone } from '../../links/url-key.ts'
import type { Link } from '../../model/link.ts'
import { isAlive, isMember, type SyncRecord, touchedAt } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { stampMs } from '../../record/stamp.ts'
import { linkIdAt } from '../../shared/ids.ts'
import { db } from '../database.ts'
import { upsetRound } from '../garbage-round.ts'
import { checkRow } from '../library/row-shapes.ts'
import { similarKeysOf } from '../link-keys.ts'

/** Links shown or hidden by one transaction. */
export interface ShownLinks {
  /** Ids by uid of those put that are shown. */
  ids: Map<string, number>
  /** Uids of those that were not shown before. */
  fresh: string[]
  /** Ids of rows that went. */
  gone: number[]
}

/** Makes the rows of links what their records say; those that are dead go. */
export async function showLinks(
  locals: LocalRecord[],
  tagIds: ReadonlyMap<string, number>,
): Promise<ShownLinks> {
  const records = locals.map(({ record }) => record)
  const rows = await db.links
    .where('uid')
    .anyOf(records.map(({ uid }) => uid))
    .toArray()
  const known = new Map(rows.map((row) => [row.uid, row]))
  const [alive, dead] = [records.filter(isAlive), records.filter((each) => !isAlive(each))]
  // Away first: another link may take the address.
  const gone = dead.flatMap(({ uid }) => known.get(uid)?.id ?? [])
  await removeRows(gone)
  const keys = await freeKeys(alive, known)
  const ids = await freeIds(alive, known)
  const shown = alive.flatMap((record) => {
    const id = ids.get(record.uid) ?? 0
    return rowFor(record, known.get(record.uid), id, keys.get(record.uid) ?? '', tagIds) ?? []
  })
  await db.links.bulkPut(shown)
  return {
    ids: new Map(shown.map(({ uid, id }) => [uid, id])),
    fresh: shown.filter(({ uid }) => !known.has(uid)).map(({ uid }) => uid),
    gone,
  }
}

async function removeRows(ids: number[]): Promise<void> {
  if (ids.length === 0) return
  await upsetRound()
  await db.links.bulkDelete(ids)
  await db.jobs.where('linkId').anyOf(ids).delete()
}

/** @returns undefined where the record does not make a link */
function rowFor(
  record: SyncRecord,
  known: Link | undefined,
  id: number,
  urlKey: string,
  tagIds: ReadonlyMap<string, number>,
): Link | undefined {
  const { uid, values } = record
  const { url, canonical, title, lang, note, state, before, starred, icon, createdAt } = values
  const row = {
    ...known,
    ...{ id, uid, url, urlKey, canonical, title, lang, note, state, starred, icon, createdAt },
    stateBeforeTrash: before,
    tags: tagsOf(record, known?.tags ?? [], tagIds),
    updatedAt: stampMs(touchedAt(record)),
    latest: known?.latest ?? '',
    versions: known?.versions ?? 0,
  }
  try {
    const link = checkRow('links', row)
    const whole = { ...link, canonical: link.canonical ?? '' }
    return { ...whole, similarKeys: similarKeysOf(whole) }
  } catch {
    return undefined
  }
}

/** Those that stay keep their order. */
function tagsOf(
  { members }: SyncRecord,
  known: number[],
  tagIds: ReadonlyMap<string, number>,
): number[] {
  const uids = Object.keys(members).filter((uid) => isMember(members[uid]))
  const ids = new Set(uids.flatMap((uid) => tagIds.get(uid) ?? []))
  return [...known.filter((id) => ids.has(id)), ...[...ids].filter((id) => !known.includes(id))]
}

/** Keys by the rules of this browser; a link whose key another has is its twin. */
async function freeKeys(
  records: SyncRecord[],
  known: ReadonlyMap<string, Link>,
): Promise<Map<string, string>> {
  const plain = records.map((record) => ({ record, key: plainKey(record) }))
  const holders = await db.links
    .where('urlKey')
    .anyOf(plain.map(({ key }) => key))
    .toArray()
  const taken = new Map(holders.map(({ urlKey, uid }) => [urlKey, uid]))
  return new Map(
    plain.map(({ record: { uid, values }, key }) => {
      const row = known.get(uid)
      const isApart = isTwinKey(String(values['urlKey']))
      const keeps = row?.url === values['url'] && (isApart || !isTwinKey(row?.urlKey ?? ''))
      if (row && keeps) return [uid, row.urlKey]
      const holder = taken.get(key)
      const isTwin = isApart || (holder !== undefined && holder !== uid)
      if (!isTwin) taken.set(key, uid)
      return [uid, isTwin ? twinKeyOf(key, uid) : key]
    }),
  )
}

const plainKey = ({ values }: SyncRecord): string =>
  urlKeyOrNone(String(values['url'] ?? '')) || plainKeyOf(String(values['urlKey'] ?? ''))

/** A link keeps its id; another gets the first free one of the time it was made at. */
async function freeIds(
  records: SyncRecord[],
  known: ReadonlyMap<string, Link>,
): Promise<Map<string, number>> {
  const fresh = records.filter(({ uid }) => !known.has(uid))
  const wanted = fresh.map(({ values }) => linkIdAt(Math.max(0, Number(values['createdAt']) || 0)))
  const taken = new Set((await db.links.where('id').anyOf(wanted).primaryKeys()) as number[])
  const ids = new Map([...known].map(([uid, { id }]) => [uid, id]))
  for (const [at, { uid }] of fresh.entries()) {
    const id = await firstFree(wanted[at] ?? 0, taken)
    taken.add(id)
    ids.set(uid, id)
  }
  return ids
}

/** @param taken those known to be taken; the first one asked for is known to be free if it is not among them */
async function firstFree(wanted: number, taken: ReadonlySet<number>): Promise<number> {
  if (!taken.has(wanted)) return wanted
  let id = wanted + 1
  while (taken.has(id) || (await db.links.get(id)) !== undefined) id++
  return id
}
