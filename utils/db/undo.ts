import type { RowChange } from '../model/act.ts'
import { LinkshotError } from '../model/error.ts'
import type { Link } from '../model/link.ts'
import { db, libraryTables, type Tables } from './database.ts'
import { markUndone } from './followers.ts'
import { upsetRound } from './garbage-round.ts'
import { similarKeysOf, withKeysOfToday } from './link-keys.ts'
import { noteUndo } from './replica/mergers.ts'
import { type Row, restored } from './undo-fields.ts'
import {
  dropLostTags,
  isTagUsed,
  putOnNaming,
  refuseLostParents,
  tagsNeededByUndo,
} from './undo-tags.ts'

/**
 * Puts back what an act changed, in one transaction. Fields changed by somebody else since then keep
 * their new value only where that can't be confused (sets merge); otherwise nothing is undone.
 * @throws LinkshotError 'undo-expired' or 'not-found'
 */
export async function undoAct(actId: string): Promise<void> {
  try {
    await undoInTransaction(actId)
  } catch (error) {
    // The address or the tag was made again since: putting the old one back would make it twice.
    if (/Constraint/.test(String(error))) throw new LinkshotError('undo-expired')
    throw error
  }
}

function undoInTransaction(actId: string): Promise<void> {
  return db.transaction('rw', libraryTables(), async (transaction) => {
    noteUndo(transaction.idbtrans)
    const entry = await db.journal.get(actId)
    if (!entry || entry.undone) throw new LinkshotError('undo-expired')
    await upsetRound()
    const changes = await markUndone(entry)
    const of = (table: RowChange['table']) =>
      changes.filter((change) => change.table === table).toReversed()
    // A version may have moved: its link was merged into another.
    const versions = await db.snapshots.bulkGet(of('snapshots').map(({ key }) => String(key)))
    for (const change of of('snapshots').filter((each) => !isMove(each))) await undoChange(change)
    await undoLinks(of('links'), entry.at)
    // Not before their link is back: sync would take a version of no link for one that was deleted.
    for (const change of of('snapshots').filter(isMove)) await undoChange(change)
    // After the links: a tag goes only once no link holds it.
    await undoTags(of('tags'))
    await putOnNaming(of('tags').flatMap(({ key, after }) => (after ? [] : [Number(key)])))
    await refuseLostParents(of('tags').map(({ key }) => Number(key)))
    await dropLostTags(of('links').map(({ key }) => Number(key)))
    const owners = versions.flatMap((version) => version?.linkId ?? [])
    for (const linkId of new Set([...linksToRefresh(changes), ...owners])) await refreshLink(linkId)
  })
}

/** Whether a version was given to another link. */
const isMove = ({ before, after }: RowChange): boolean =>
  before !== undefined && after !== undefined

/** Links come back, then change back, then go: in this order an act may have done several to one. */
async function undoLinks(changes: RowChange[], at: number): Promise<void> {
  const removed = changes.filter(({ after }) => after === undefined)
  const made = changes.filter(({ before }) => before === undefined)
  const changed = changes.filter(({ before, after }) => before && after)
  for (let from = 0; from < removed.length; from += PAGE) {
    for (const change of await withKeys(removed.slice(from, from + PAGE), at))
      await undoChange(change)
  }
  for (let from = 0; from < changed.length; from += PAGE) {
    await changeBack(changed.slice(from, from + PAGE))
  }
  await removeMade(made.map(({ key }) => Number(key)))
}

/** An imported journal may hold anything. */
const isWhole = (row: Partial<Link>): row is Link =>
  row.url !== undefined && row.urlKey !== undefined && row.uid !== undefined

/** The rows the journal holds may be of a time with other keys. */
async function withKeys(changes: RowChange[], at: number): Promise<RowChange[]> {
  const rows = changes.map(({ before }) => before as Partial<Link>)
  if (!rows.every(isWhole)) throw new LinkshotError('undo-expired')
  const links = await withKeysOfToday(rows, at)
  return changes.map((change, index) => ({ ...change, before: links[index] }))
}

/** As many links as are read and written at once. */
const PAGE = 500

async function changeBack(changes: RowChange[]): Promise<void> {
  const keys = [...new Set(changes.map(({ key }) => Number(key)))]
  const rows = new Map<unknown, Row | undefined>(
    (await db.links.bulkGet(keys)).map((link, index) => [keys[index], link as Row | undefined]),
  )
  for (const { key, before, after } of changes) {
    rows.set(key, restored(rows.get(key), before as Row, after as Row))
  }
  const links = [...rows.values()] as unknown as Link[]
  await db.links.bulkPut(links.map((link) => ({ ...link, similarKeys: similarKeysOf(link) })))
}

/** A tag that was made stays where it is needed. */
async function undoTags(changes: RowChange[]): Promise<void> {
  const made = changes.filter(({ before }) => !before).map(({ key }) => Number(key))
  const needed = await tagsNeededByUndo(made)
  for (const change of changes) {
    const id = Number(change.key)
    const stays = !change.before && (needed.has(id) || (await isTagUsed(id)))
    if (!stays) await undoChange(change)
  }
}

async function undoChange({ table, key, before, after }: RowChange): Promise<void> {
  const rows = db.table(table)
  if (before === undefined) {
    if (table === 'snapshots') await db.jobs.where('snapshot').equals(key).delete()
    await rows.delete(key)
    return
  }
  const now = (await rows.get(key)) as Row | undefined
  // Another row took its place: overwriting that would lose it.
  if (after === undefined && now !== undefined) throw new LinkshotError('undo-expired')
  await rows.put(after === undefined ? before : restored(now, before as Row, after as Row))
}

/** A link that got another version since it was made must not vanish with the act that made it. */
async function removeMade(linkIds: number[]): Promise<void> {
  if (linkIds.length === 0) return
  const ids = new Set(linkIds)
  const [first, last] = [Math.min, Math.max].map((edge) => linkIds.reduce((a, b) => edge(a, b)))
  // One read of keys for all of them: a read each takes seconds for a thousand links.
  const versions = await db.snapshots
    .where('[linkId+capturedAt]')
    .between([first, -Infinity], [last, Infinity])
    .keys()
  if ((versions as unknown as number[][]).some(([linkId = 0]) => ids.has(linkId))) {
    throw new LinkshotError('undo-expired')
  }
  await db.jobs.where('linkId').anyOf(linkIds).delete()
  await db.links.bulkDelete(linkIds)
}

/** Links whose versions may be others than before. */
function linksToRefresh(changes: RowChange[]): Set<number> {
  const ids = changes.map(({ table, key, before, after }) => {
    if (table === 'snapshots') return ((before ?? after) as { linkId?: number }).linkId
    return table === 'links' && after === undefined ? key : undefined
  })
  return new Set(ids.filter((id) => typeof id === 'number'))
}

/** Sets what follows from a link's addresses and snapshots: newest version, its picture, their number. Call it in a transaction. */
export async function refreshLink(
  linkId: number,
  t: Pick<Tables, 'links' | 'snapshots'> = db,
): Promise<void> {
  const link: Link | undefined = await t.links.get(linkId)
  if (!link) return
  const versions = await t.snapshots
    .where('[linkId+capturedAt]')
    .between([linkId, -Infinity], [linkId, Infinity])
    .filter((row) => row.deleted === 0)
    .toArray()
  const newest = versions.at(-1)
  const { thumb: _, ...rest } = link
  const thumb = newest?.thumb === undefined ? {} : { thumb: newest.thumb }
  await t.links.put({
    ...rest,
    ...thumb,
    similarKeys: similarKeysOf(link),
    latest: newest?.uid ?? '',
    versions: versions.length,
  })
}
