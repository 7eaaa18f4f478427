import type { Link, LinkState } from '../model/link.ts'
import { db } from './database.ts'
import { idsTagged } from './queries.ts'
import { indexState } from './text-index/index-state.ts'
import { newestVersions, type SearchedVersions, withOlder } from './text-index/searched-versions.ts'

/** Ids of all links, in no order. From the keys alone, but for a hundred thousand that still takes a while. */
export const everyLinkId = (): Promise<number[]> => db.links.toCollection().primaryKeys()

/** Ids of all links that hold one of these tags, in no order. */
export const idsHolding = async (tagIds: readonly number[]): Promise<number[]> => [
  ...(await idsTagged(tagIds)),
]

/** Ids of all links that hold any tag; once for each. */
export const idsWithTag = (): Promise<number[]> =>
  db.links.where('tags').above(-Infinity).primaryKeys()

export const idsInState = (state: LinkState): Promise<number[]> =>
  db.links.where('[state+id]').between([state, -Infinity], [state, Infinity]).primaryKeys()

/** Those in the trash are among them. */
export const idsWithStar = (): Promise<number[]> =>
  db.links.where('[starred+state]').between([1, ''], [1, '\uffff']).primaryKeys()

/** Ids of the links whose page could not be kept at the last try. */
export async function idsBroken(): Promise<number[]> {
  const jobs = await db.jobs
    .where('[kind+status+startedAt]')
    .between(['link', 'failed', -Infinity], ['link', 'failed', Infinity])
    .toArray()
  return jobs.map(({ linkId }) => linkId)
}

/** The versions of links whose texts the index has that is searched. */
export async function searchedVersions(links: readonly Link[]): Promise<SearchedVersions> {
  // Both at once: mostly the newest ones are all that is asked for.
  const [{ current }, newest] = await Promise.all([indexState(), newestVersions(links)])
  return current.versions === 'all' ? withOlder(newest, links) : newest
}

/** Packed texts by their hashes, as far as they are there. */
export async function packedTexts(hashes: readonly string[]): Promise<Map<string, ArrayBuffer>> {
  const rows = await db.texts.bulkGet([...hashes])
  return new Map(rows.flatMap((row) => (row ? [[row.hash, row.body]] : [])))
}
