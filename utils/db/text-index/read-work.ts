import type { Link } from '../../model/link.ts'
import { db } from '../database.ts'
import { packedTexts } from '../search-queries.ts'
import { buildsOf, indexState } from './index-state.ts'
import type { IndexBuild, IndexLogRow, IndexStateRow, IndexWaitingRow } from './rows.ts'
import { newestVersions, withOlder } from './searched-versions.ts'

/** Rows of the log that are read at once, and links: texts of a megabyte are among them. */
export const LOG_ROWS = 100
const LINKS = 80
/** Of which all versions are read. */
const LINKS_WITH_ALL = 20

const mostOf = ({ versions }: IndexBuild): number => (versions === 'all' ? LINKS_WITH_ALL : LINKS)

/** The first and the last row of the log that are in it, or how far the build of an index is. */
export type WorkSource = { first: number; log: number } | { generation: number; below: number }

/** Links to be indexed, and from where they were taken. */
export interface IndexWork {
  from: WorkSource
  /** Nothing is behind it. */
  isLast: boolean
  links: LinkToIndex[]
  /** Ids of links that are there no more. */
  gone: number[]
}

export interface LinkToIndex {
  link: Link
  /** The texts that are searched as they are stored, that of the newest version first. */
  packed: ArrayBuffer[]
  /** Hashes of texts that are not here. */
  lacks: string[]
}

/** Where reading goes on behind what was read and is not committed yet. */
export interface WorkPlace {
  /** Number of the last row of the log. */
  log: number
  /** By generation: links from this id on. */
  below: Map<number, number>
}

/**
 * What changed, the oldest first. No transaction holds it together, so that nobody waits: what changes after the log was
 * read is in the log again.
 */
export async function readLoggedWork({ log: after }: WorkPlace): Promise<IndexWork | undefined> {
  const rows = await db.indexLog.where('n').above(after).limit(LOG_ROWS).toArray()
  return rows.length > 0 ? workOf(rows, await indexState()) : undefined
}

/** What rows of the log say. */
export async function workOf(rows: IndexLogRow[], state: IndexStateRow): Promise<IndexWork> {
  const { current } = state
  // One segment is for what is searched and for what is built beside it. Where these differ, the texts are those of what
  // is built: the other one has little time left, and says a little more or less of what changes in it.
  const build = state.next ?? current
  const { ids, last } = await linksIn(rows, mostOf(build))
  // What the build has not reached is indexed when it is.
  const reached = ids.filter((id) => id >= current.below)
  const isLast = rows.length < LOG_ROWS && rows.at(-1)?.n === last
  const from = { first: rows[0]?.n ?? 0, log: last }
  return { from, isLast, ...(await linksToIndex(reached, build)) }
}

/** Ids in rows of the log, as many as are to be read at once, and the number of the last of these rows. */
async function linksIn(rows: IndexLogRow[], most: number) {
  const hashes = rows.flatMap(({ text }) => text ?? [])
  const waiting =
    hashes.length > 0 ? await db.indexWaiting.where('text').anyOf(hashes).distinct().toArray() : []
  const ids = new Set<number>()
  let last = 0
  for (const { n = 0, link, text } of rows) {
    const own = link === undefined ? waitingFor(waiting, text) : [link].flat()
    if (ids.size > 0 && ids.size + own.length > most) break
    for (const id of own) ids.add(id)
    last = n
  }
  return { ids: [...ids], last }
}

const waitingFor = (waiting: IndexWaitingRow[], hash: string | undefined) =>
  waiting.filter(({ text }) => [text].flat().some((each) => each === hash)).map(({ link }) => link)

/** The next links of what is being built, the newest first; no link where it is through. */
export async function readBuildWork({ below: read }: WorkPlace): Promise<IndexWork | undefined> {
  const build = buildsOf(await indexState()).find(({ below }) => below > 0)
  if (!build) return undefined
  const { generation } = build
  const below = read.get(generation) ?? build.below
  const ids = await db.links.where('id').below(below).reverse().limit(mostOf(build)).primaryKeys()
  const reached = ids.at(-1) ?? 0
  const from = { generation, below: reached }
  return { from, isLast: reached === 0, ...(await linksToIndex(ids, build)) }
}

async function linksToIndex(
  ids: number[],
  build: IndexBuild,
): Promise<Pick<IndexWork, 'links' | 'gone'>> {
  const rows = await db.links.bulkGet(ids)
  const links = rows.filter((link) => link !== undefined)
  const newest = await newestVersions(links)
  const versions = build.versions === 'all' ? await withOlder(newest, links) : newest
  const hashesOf = ({ id }: Link) => (versions.get(id) ?? []).map(({ text }) => text)
  const texts = await packedTexts([...new Set(links.flatMap(hashesOf))])
  return {
    links: links.map((link) => withTexts(link, hashesOf(link), texts)),
    gone: ids.filter((_, at) => rows[at] === undefined),
  }
}

const withTexts = (
  link: Link,
  hashes: readonly string[],
  texts: ReadonlyMap<string, ArrayBuffer>,
): LinkToIndex => ({
  link,
  packed: hashes.flatMap((hash) => texts.get(hash) ?? []),
  lacks: hashes.filter((hash) => hash !== '' && !texts.has(hash)),
})
