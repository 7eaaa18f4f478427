import type { Act } from '../model/act.ts'
import type { Job } from '../model/job.ts'
import type { Link, LinkState, Tag } from '../model/link.ts'
import { DEFAULT_SETTINGS, type SettingKey, type Settings } from '../model/setting.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { gunzip } from '../shared/bytes.ts'
import { decodeBody } from './blobs.ts'
import { db } from './database.ts'
import { linksWithKeys, linkWithKey } from './link-keys.ts'

/** Links a list may show: one state, or 'all' for everything but the trash. */
export type LinkScope = LinkState | 'all' | 'starred'

export const linkByKey = (urlKey: string): Promise<Link | undefined> => linkWithKey(urlKey)

export const linkById = (id: number): Promise<Link | undefined> => db.links.get(id)

/** Links by their canonical addresses, as far as they are there. */
export const linksByKeys = (urlKeys: string[]): Promise<Map<string, Link>> => linksWithKeys(urlKeys)

/** Links outside the trash whose addresses are like these, newest first. */
export async function similarLinks(similarKeys: string[]): Promise<Link[]> {
  const links = await db.links.where('similarKeys').anyOf(similarKeys).distinct().toArray()
  return links.filter(({ state }) => state !== 'trash').sort((a, b) => b.id - a.id)
}

export const linksByIds = (ids: number[]): Promise<(Link | undefined)[]> => db.links.bulkGet(ids)

/** Ids of a scope's links, newest first. */
export async function linkIds(scope: LinkScope): Promise<number[]> {
  if (scope === 'all') return everyId()
  if (scope === 'starred') return (await starred().primaryKeys()).sort((a, b) => b - a)
  return db.links
    .where('[state+id]')
    .between([scope, -Infinity], [scope, Infinity])
    .reverse()
    .primaryKeys()
}

/** All but the trash, from the index alone: no row is read, so 10,000 links cost a few milliseconds. */
async function everyId(): Promise<number[]> {
  const lists = await Promise.all([linkIds('inbox'), linkIds('read'), linkIds('archived')])
  return lists.flat().sort((a, b) => b - a)
}

/** Ids of the links that hold any of these tags. */
export async function idsTagged(tagIds: readonly number[]): Promise<Set<number>> {
  const lists = await Promise.all(
    tagIds.map((id) => db.links.where('tags').equals(id).primaryKeys()),
  )
  return new Set(lists.flat())
}

/** Starred links outside the trash. */
const starred = () =>
  db.links.where('[starred+state]').anyOf([1, 'inbox'], [1, 'read'], [1, 'archived'])

/**
 * The newest links with ids below one, newest first. Their keys come from a cursor and their rows from one
 * read of the range between: a cursor over rows is several times slower.
 */
export async function linksBelow(id: number, most: number): Promise<Link[]> {
  const keys = await db.links.where('id').below(id).reverse().limit(most).primaryKeys()
  const [newest = 0, oldest = 0] = [keys[0], keys.at(-1)]
  if (keys.length === 0) return []
  return (await db.links.where('id').between(oldest, newest, true, true).toArray()).reverse()
}

/** Versions of a link, newest first. */
export async function snapshotsOf(linkId: number): Promise<Snapshot[]> {
  const rows = await db.snapshots
    .where('[linkId+capturedAt]')
    .between([linkId, -Infinity], [linkId, Infinity])
    .reverse()
    .toArray()
  return rows.filter((row) => row.deleted === 0)
}

export const snapshotByUid = (uid: string): Promise<Snapshot | undefined> => db.snapshots.get(uid)

/** Small picture of a link's newest version. */
export async function thumbOf(linkId: number): Promise<Blob | undefined> {
  const link = await db.links.get(linkId)
  return link && thumbFor(link)
}

/** The same for a link that was read already. */
export const thumbFor = async ({ latest, thumb = latest }: Link): Promise<Blob | undefined> =>
  (await db.thumbs.get(thumb))?.picture

/** Raw bytes of a stored body, or undefined if it is not there. */
export async function readBody(hash: string): Promise<Blob | undefined> {
  const row = await db.blobs.get(hash)
  return row && decodeBody(row)
}

/** The visible text of a page, or undefined if it is not there. */
export async function readText(hash: string): Promise<string | undefined> {
  const row = await db.texts.get(hash)
  return row && new TextDecoder().decode(await gunzip(new Uint8Array(row.body)))
}

/** Of these hashes, those whose body is there. */
export async function storedBodies(hashes: string[]): Promise<Set<string>> {
  return new Set(await db.blobs.where('hash').anyOf(hashes).primaryKeys())
}

export const allTags = (): Promise<Tag[]> => db.tags.toCollection().sortBy('nameKey')

/** Number of links (trash included) that hold each tag. */
export async function tagCounts(): Promise<Map<number, number>> {
  const tags = await db.tags.toCollection().primaryKeys()
  const counts = await Promise.all(tags.map((id) => db.links.where('tags').equals(id).count()))
  return new Map(tags.map((id, index) => [id, counts[index] ?? 0]))
}

/**
 * The newest act since a time that can still be undone; what followed from another is undone with it. One
 * that changed nothing, such as adding a link that was there, is passed by.
 */
export async function lastAct(since: number): Promise<Act | undefined> {
  const followed = new Set(await db.journal.orderBy('of').uniqueKeys())
  return db.journal
    .where('at')
    .above(since)
    .reverse()
    .filter(({ undone, of }) => undone === 0 && of === undefined)
    .filter(({ id, changes }) => changes.length > 0 || followed.has(id))
    .first()
}

export const countLinks = (scope: LinkState): Promise<number> =>
  db.links.where('[state+id]').between([scope, -Infinity], [scope, Infinity]).count()

export const countStarred = (): Promise<number> => starred().count()

export const jobsOf = (linkId: number): Promise<Job[]> =>
  db.jobs.where('linkId').equals(linkId).toArray()

/** Jobs of some links. */
export const jobsOfLinks = (linkIds: number[]): Promise<Job[]> =>
  db.jobs.where('linkId').anyOf(linkIds).toArray()

/** Jobs of one kind from the index: beside a few others ten thousand links may be waiting. */
export async function jobsOfKind<K extends Job['kind']>(kind: K) {
  return (await db.jobs.where('kind').equals(kind).toArray()) as Extract<Job, { kind: K }>[]
}

/** All jobs but those that were dropped, thousands of which may stand in one row. */
export const allJobs = (): Promise<Job[]> => db.jobs.where('kind').notEqual('dropped').toArray()

export async function setting<K extends SettingKey>(key: K): Promise<Settings[K]> {
  const row = await db.settings.get(key)
  return row === undefined ? DEFAULT_SETTINGS[key] : (row.value as Settings[K])
}

export async function allSettings(): Promise<Settings> {
  const rows = await db.settings.toArray()
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(rows.map((row) => [row.key, row.value])) }
}
