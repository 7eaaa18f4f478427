import { type Alike, addAlike, groupDuplicates, type LikeGroup } from '../links/group-duplicates.ts'
import { likenessesOf } from '../links/likenesses.ts'
import type { Link } from '../model/link.ts'
import { giveWay, inSlices } from '../shared/in-slices.ts'
import { db } from './database.ts'

/** How far the finder has come. */
export interface Finding {
  /** From 0 to 1. */
  share: number
  /** What was found so far; the texts come last. */
  groups: LikeGroup[]
}

interface Told {
  apart: ReadonlySet<string>
  tell: (finding: Finding) => void
  signal: AbortSignal
}

/** As many links as are read at once, and as many versions: these name every part of a page. */
const LINKS = 1000
const VERSIONS = 100

/** Of the whole work; versions are much larger rows than links. */
const SHARE_OF_LINKS = 0.2

/** Shorter texts, such as that of a question for consent, are those of many pages. */
const SHORTEST_TEXT = 200

/**
 * Looks for links outside of the trash that may be one page: first by their addresses and titles, then by the texts of
 * their newest versions. It works in slices and reads no bodies.
 * @throws the signal's reason once it is aborted
 */
export async function findDuplicates({ apart, tell, signal }: Told): Promise<void> {
  const alike: Alike = new Map()
  const versions = await readLinks(alike, { apart, tell, signal })
  tell({ share: SHARE_OF_LINKS, groups: await groupDuplicates(alike, apart, signal) })
  for (let from = 0; from < versions.length; from += VERSIONS) {
    signal.throwIfAborted()
    await readTexts(alike, versions.slice(from, from + VERSIONS))
    const share = SHARE_OF_LINKS + ((1 - SHARE_OF_LINKS) * from) / versions.length
    tell({ share, groups: [] })
    await giveWay()
  }
  tell({ share: 1, groups: await groupDuplicates(alike, apart, signal) })
}

interface Newest {
  id: number
  uid: string
  latest: string
}

async function readLinks(alike: Alike, { tell, signal }: Told): Promise<Newest[]> {
  const total = Math.max(1, await db.links.count())
  const newest: Newest[] = []
  for (let after = -Infinity, done = 0; ; ) {
    const rows = await db.links.where('id').above(after).limit(LINKS).toArray()
    const live = rows.filter(({ state }) => state !== 'trash')
    await inSlices(live, (link) => addAlike(alike, link, likenessesOf(link)), signal)
    newest.push(...live.filter(({ latest }) => latest !== '').map(newestOf))
    done += rows.length
    tell({ share: (SHARE_OF_LINKS * done) / total, groups: [] })
    const last = rows.at(-1)
    if (!last || rows.length < LINKS) return newest
    after = last.id
  }
}

const newestOf = ({ id, uid, latest }: Link): Newest => ({ id, uid, latest })

async function readTexts(alike: Alike, newest: Newest[]): Promise<void> {
  const rows = await db.snapshots.bulkGet(newest.map(({ latest }) => latest))
  for (const [at, member] of newest.entries()) {
    const row = rows[at]
    if (!row || row.text === '' || row.textLength < SHORTEST_TEXT) continue
    addAlike(alike, member, [{ reason: 'text', key: row.text }])
  }
}
