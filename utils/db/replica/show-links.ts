import { isTwinKey, plainKeyOf, TWIN, twinKeyOf } from '../../links/twin-key.ts'
import { urlKeyOrNone } from '../../links/url-key.ts'
import type { Link } from '../../model/link.ts'
import { isAlive, isMember, recordId, type SyncRecord, touchedAt } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { stampMs } from '../../record/stamp.ts'
import { linkIdAt } from '../../shared/ids.ts'
import { upsetRound } from '../garbage-round.ts'
import { checkRow } from '../library/row-shapes.ts'
import { similarKeysOf } from '../link-keys.ts'
import { findRows } from './find-rows.ts'
import type { ReplicaTables, WorkingSet } from './working-set.ts'

/** Links shown or hidden by one transaction. */
export interface ShownLinks {
  /** Ids by uid of those put that are shown. */
  ids: Map<string, number>
  /** Versions of rows that went, read while a row said whose they are: it may be told nowhere else. */
  left: LocalRecord[]
  /** Rows as they were just written. */
  rows: Link[]
}

/**
 * Makes the rows of links what their records say; those that are dead go.
 * @param settled by ids of records, those whose rows are as they should be
 */
export async function showLinks(
  set: WorkingSet,
  settled: ReadonlyMap<string, unknown>,
  tagIds: ReadonlyMap<string, number>,
): Promise<ShownLinks> {
  const { t } = set
  // Away first: another link may take the address.
  const left = await removeDead(set)
  const alive = recordsOf(set).filter((record) => isAlive(record) && !settled.has(recordId(record)))
  const known = await set.linkRows(alive.map(({ uid }) => uid))
  const keys = await freeKeys(t, alive, known)
  const ids = await freeIds(t, alive, known)
  const shown = alive.flatMap((record) => {
    const id = ids.get(record.uid) ?? 0
    return rowFor(record, known.get(record.uid), id, keys.get(record.uid) ?? '', tagIds) ?? []
  })
  await t.links.bulkPut(shown.filter(({ uid }) => known.has(uid)))
  // What is added is written without a look at what was there.
  await t.links.bulkAdd(shown.filter(({ uid }) => !known.has(uid)))
  set.forgetLinkRows()
  return {
    ids: new Map(shown.map(({ uid, id }) => [uid, id])),
    left,
    rows: shown,
  }
}

const recordsOf = (set: WorkingSet): SyncRecord[] =>
  set.writtenOf('link').map(({ record }) => record)

/** @returns versions of the rows that went; their twins are put, so that one of them gets the key */
async function removeDead(set: WorkingSet): Promise<LocalRecord[]> {
  const dead = recordsOf(set).filter((record) => !isAlive(record))
  const uids = [...dead.map(({ uid }) => uid), ...set.forgottenOf('link')]
  if (uids.length === 0) return []
  const rows = [...(await set.linkRows(uids)).values()]
  const ids = rows.map(({ id }) => id)
  const versions = await versionsOf(set, ids)
  await removeRows(set.t, ids)
  const twins = rows.map(({ urlKey }) => `${TWIN}${plainKeyOf(urlKey)} `)
  const left = await set.t.links.where('urlKey').startsWithAnyOf(twins).toArray()
  const locals = await set.getMany(
    'link',
    left.map(({ uid }) => uid),
  )
  set.putMany(locals.filter(({ record }) => !set.written().has(recordId(record))))
  return versions
}

async function versionsOf(set: WorkingSet, linkIds: number[]): Promise<LocalRecord[]> {
  const uids: string[] = []
  for (const id of linkIds) {
    const range = set.t.snapshots
      .where('[linkId+capturedAt]')
      .between([id, -Infinity], [id, Infinity])
    uids.push(...(await range.primaryKeys()))
  }
  return set.getMany('snapshot', uids)
}

async function removeRows(t: ReplicaTables, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  await upsetRound(t)
  await t.links.bulkDelete(ids)
  await t.jobs.where('linkId').anyOf(ids).delete()
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
  t: ReplicaTables,
  records: SyncRecord[],
  known: ReadonlyMap<string, Link>,
): Promise<Map<string, string>> {
  const plain = records.map((record) => ({ record, key: plainKey(record) }))
  const asked = new Set(plain.map(({ key }) => key))
  const holders = await findRows(t, 'links', 'urlKey', [...asked])
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

/** A link keeps its id; another gets a free one of the time it was made at, or right behind. */
async function freeIds(
  t: ReplicaTables,
  records: SyncRecord[],
  known: ReadonlyMap<string, Link>,
): Promise<Map<string, number>> {
  const ids = new Map([...known].map(([uid, { id }]) => [uid, id]))
  const fresh = records.filter(({ uid }) => !known.has(uid))
  const wanted = fresh.map(({ values }) => linkIdAt(Math.max(0, Number(values['createdAt']) || 0)))
  const { taken, ends } = await takenFrom(t, wanted)
  for (const [at, { uid }] of fresh.entries()) {
    const first = wanted[at] ?? 0
    const isFree = !taken.has(first)
    let id = isFree ? first : (ends.get(first) ?? first)
    while (taken.has(id)) id++
    taken.add(id)
    if (!isFree) ends.set(first, id)
    ids.set(uid, id)
  }
  return ids
}

/** More than may be added in one go, and nearly as many as a minute has milliseconds. */
const MOST_OF_ONE_TIME = 50_000

/** Which ids are taken where some may be given, and for those wanted more than once, from where on to look. */
interface Taken {
  taken: Set<number>
  ends: Map<number, number>
}

/**
 * A list that was added at once has one time and ids in a row: all of them would be read again for every few that
 * come. So what is behind the last one of a time is taken, and a gap in the row stays.
 */
async function takenFrom(t: ReplicaTables, wanted: readonly number[]): Promise<Taken> {
  const holders = await t.links.bulkGet([...new Set(wanted)])
  const taken = new Set(holders.flatMap((row) => row?.id ?? []))
  const ends = new Map<number, number>()
  const seen = new Set<number>()
  const crowded = wanted.filter((id) => taken.has(id) || seen.has(id) || !seen.add(id))
  for (const id of new Set(crowded)) {
    const range = t.links.where('id').between(id, id + MOST_OF_ONE_TIME, true, true)
    const [last = id - 1] = await range.reverse().limit(1).primaryKeys()
    if (last + wanted.length < id + MOST_OF_ONE_TIME) ends.set(id, last + 1)
    else
      for (const other of await t.links.where('id').aboveOrEqual(id).primaryKeys()) taken.add(other)
  }
  return { taken, ends }
}
