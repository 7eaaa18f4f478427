import type { Act, Obstacle, RowChange } from '../model/act.ts'
import type { Link, LinkState } from '../model/link.ts'
import { db } from './database.ts'
import type { RecentAct } from './recent-acts.ts'
import { undoObstacle } from './undo-outlook.ts'

/** A link an act was about, as it is now, or as it was where it is gone. */
export interface NamedLink {
  id: number
  title: string
  /** Undefined where it is not there any more. */
  state: LinkState | undefined
}

/** An act with all a list of what was done says of it. */
export interface LoggedAct extends RecentAct {
  /** The first links it was about. */
  named: NamedLink[]
  /** How many versions it changed. */
  versions: number
  /** What it did to the first link; undefined where it was no change of one. */
  change: RowChange | undefined
  obstacle: Obstacle | undefined
}

/** As many links as are named. */
const MOST_NAMED = 3

/** As many entries as are looked through at once: those that followed from others are passed by. */
const PAGE = 200

/** The newest acts, undone ones too; those that changed nothing, such as adding what was there, are passed by. */
export async function recentActivity(limit: number): Promise<{ acts: LoggedAct[]; more: boolean }> {
  const followed = await db.journal.orderBy('of').uniqueKeys()
  const followers = new Set(await db.journal.orderBy('of').primaryKeys())
  const parents = new Set(followed)
  const found: Act[] = []
  for (let before = Infinity; found.length <= limit; ) {
    const [keys, oldest] = await keysBefore(before)
    const rows = await db.journal.bulkGet(keys.filter((id) => !followers.has(id)))
    found.push(...rows.flatMap((row) => (row && didSomething(row, parents) ? [row] : [])))
    if (keys.length < PAGE) break
    before = oldest
  }
  const acts = await Promise.all(found.slice(0, limit).map(logged))
  return { acts, more: found.length > limit }
}

/** Keys alone: an import is a hundred entries of a thousand changes each. */
async function keysBefore(before: number): Promise<[keys: string[], oldest: number]> {
  const keys: string[] = []
  let oldest = before
  const page = db.journal.where('at').below(before).reverse().limit(PAGE)
  await page.eachKey((at, { primaryKey }) => {
    keys.push(String(primaryKey))
    oldest = Number(at)
  })
  return [keys, oldest]
}

const didSomething = ({ id, changes }: Act, parents: ReadonlySet<unknown>): boolean =>
  changes.length > 0 || parents.has(id)

async function logged(entry: Act): Promise<LoggedAct> {
  const followers = await db.journal.where('of').equals(entry.id).toArray()
  followers.sort((a, b) => a.at - b.at)
  const { changes, ...act } = entry
  const all = [changes, ...followers.map((each) => each.changes)].flat()
  const ofLinks = all.filter(({ table }) => table === 'links')
  const links = [...new Set(ofLinks.map(({ key }) => Number(key)))]
  return {
    ...act,
    tags: all.filter(({ table }) => table === 'tags'),
    links: links.length,
    versions: all.filter(({ table }) => table === 'snapshots').length,
    named: await named(links.slice(0, MOST_NAMED), ofLinks),
    change: ofLinks.find(({ before, after }) => before && after),
    obstacle: await undoObstacle(entry, followers),
  }
}

async function named(ids: number[], changes: RowChange[]): Promise<NamedLink[]> {
  const links = await db.links.bulkGet(ids)
  return ids.map((id, at) => {
    const link = links[at]
    const then = changes.find(({ key }) => key === id)
    const row = link ?? ((then?.before ?? then?.after ?? {}) as Partial<Link>)
    return { id, title: row.title || row.url || '', state: link?.state }
  })
}
