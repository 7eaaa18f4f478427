import type { Link } from '../../model/link.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { db, type TextRow } from '../database.ts'
import { buildsOf, indexState } from './index-state.ts'
import type { IndexLogRow } from './rows.ts'

/** Rows of the log that are read at once, and links: texts of a megabyte are among them. */
const LOG_ROWS = 100
const LINKS = 80

/** Links to be indexed, and from where they were taken. */
export interface IndexWork {
  /** What changed since; of a build, the links that come next in it. */
  from: { log: number } | { generation: number; below: number }
  links: LinkToIndex[]
  /** Ids of links that are there no more. */
  gone: number[]
}

export interface LinkToIndex {
  link: Link
  /** The text of its newest version as it is stored. */
  packed: ArrayBuffer | undefined
  /** Hash of the text that is not here, '' if all is. */
  lacks: string
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
  if (rows.length === 0) return undefined
  const { current } = await indexState()
  const { ids, last } = await linksIn(rows)
  // What the build has not reached is indexed when it is.
  const reached = ids.filter((id) => id >= current.below)
  return { from: { log: last }, ...(await linksToIndex(reached)) }
}

/** Ids in rows of the log, as many as are to be read at once, and the number of the last of these rows. */
async function linksIn(rows: IndexLogRow[]) {
  const hashes = rows.flatMap(({ text }) => text ?? [])
  const waiting = await db.indexWaiting.where('text').anyOf(hashes).toArray()
  const ids = new Set<number>()
  let last = 0
  for (const { n = 0, link, text } of rows) {
    const own = link === undefined ? waitingFor(waiting, text) : [link].flat()
    if (ids.size > 0 && ids.size + own.length > LINKS) break
    for (const id of own) ids.add(id)
    last = n
  }
  return { ids: [...ids], last }
}

const waitingFor = (waiting: { link: number; text: string }[], hash: string | undefined) =>
  waiting.filter(({ text }) => text === hash).map(({ link }) => link)

/** The next links of what is being built, the newest first; no link where it is through. */
export async function readBuildWork({ below: read }: WorkPlace): Promise<IndexWork | undefined> {
  const build = buildsOf(await indexState()).find(({ below }) => below > 0)
  if (!build) return undefined
  const { generation } = build
  const below = read.get(generation) ?? build.below
  const ids = await db.links.where('id').below(below).reverse().limit(LINKS).primaryKeys()
  const reached = ids.at(-1) ?? 0
  return { from: { generation, below: reached }, ...(await linksToIndex(ids)) }
}

async function linksToIndex(ids: number[]): Promise<Pick<IndexWork, 'links' | 'gone'>> {
  const rows = await db.links.bulkGet(ids)
  const links = rows.filter((link) => link !== undefined)
  const versions = await db.snapshots.bulkGet(links.map(({ latest }) => latest))
  const texts = await db.texts.bulkGet(versions.map((version) => version?.text ?? ''))
  return {
    links: links.map((link, at) => withText(link, versions[at], texts[at])),
    gone: ids.filter((_, at) => rows[at] === undefined),
  }
}

function withText(
  link: Link,
  version: Snapshot | undefined,
  text: TextRow | undefined,
): LinkToIndex {
  return { link, packed: text?.body, lacks: text ? '' : (version?.text ?? '') }
}
