import { db } from '../database.ts'
import { findPlace, isGone, withGone } from './gone.ts'
import { buildsOf, indexState } from './index-state.ts'
import type { WorkSource } from './read-work.ts'
import type {
  IndexBuild,
  IndexDocsRow,
  IndexSegmentRow,
  IndexStateRow,
  IndexWaitingRow,
} from './rows.ts'
import { AT_ONCE, putBlocks } from './segment-blocks.ts'

/** What came of links that were indexed together. */
export interface IndexedWork {
  from: WorkSource
  ids: Float64Array<ArrayBuffer>
  lengths: Uint32Array<ArrayBuffer>
  blocks: { last: string; data: Uint8Array<ArrayBuffer> }[]
  gone: number[]
  waiting: IndexWaitingRow[]
}

/** What is read once by whoever works for long: links of segments, which never change. */
export type DocsCache = Map<number, IndexDocsRow>

/**
 * Stores a segment: its blocks first, then, in one transaction, what says that it is there and its links are indexed. The
 * few blocks of a page are written with that: each transaction takes as long as to find its words. What changed is in
 * each index that is there; what was built is in its own.
 * @returns false where the index was begun anew meanwhile, so that it is of no use
 */
export async function commitWork(
  work: IndexedWork,
  cache: DocsCache,
  few = AT_ONCE,
): Promise<boolean> {
  const isSmall = work.blocks.length <= few
  const written = isSmall ? undefined : await writeBlocks(work)
  const isOfUse = await db.transaction('rw', indexTables(), async () => {
    const [state, segments] = await Promise.all([indexState(), db.indexSegments.toArray()])
    const targets = written ?? targetsIn(state, work)
    const [isAnnounced] = await Promise.all([
      announce({ state, segments }, work, targets, cache),
      written ?? putFewBlocks(targets, work),
    ])
    return isAnnounced
  })
  if (isOfUse && 'log' in work.from) await forgetLog(work.from)
  return isOfUse
}

/** An index that is there, and the segment that is new in it. */
interface Target {
  generation: number
  segment: number
}

const targetsIn = (state: IndexStateRow, work: IndexedWork): Target[] =>
  buildsFor(state, work).map(({ generation }, at) => ({
    generation,
    segment: state.segments + at,
  }))

async function writeBlocks(work: IndexedWork): Promise<Target[]> {
  const targets = targetsIn(await indexState(), work)
  if (work.ids.length > 0)
    for (const { segment } of targets) await putBlocks(segment, '', work.blocks)
  return targets
}

/** No others are in their place: `planWork` told of them. */
async function putFewBlocks(targets: readonly Target[], { ids, blocks }: IndexedWork) {
  if (ids.length === 0) return
  await db.indexBlocks.bulkPut(
    targets.flatMap(({ segment }) => blocks.map((block) => ({ ...block, segment }))),
  )
}

/** The index as it was. */
interface Before {
  state: IndexStateRow
  segments: readonly IndexSegmentRow[]
}

/** What is written does not wait for what else is: each of them is on its way for as long as it takes. */
async function announce(
  { state, segments }: Before,
  work: IndexedWork,
  written: readonly Target[],
  cache: DocsCache,
): Promise<boolean> {
  const { from, ids, gone, waiting } = work
  const builds = buildsFor(state, work)
  // An index that was begun meanwhile takes these links when it comes to them.
  const targets = written.filter((target) => builds.some((each) => isOf(each, target.generation)))
  if (targets.length === 0) return false
  const added = ids.length > 0 ? targets : []
  const own = (target: Target) => segments.filter((each) => isOf(each, target.generation))
  await Promise.all([
    ...targets.map((target) => forgetLinks(own(target), [...ids, ...gone], cache)),
    ...added.map(({ generation, segment }) => addSegment(segment, generation, work)),
    forgetWaiting(new Set([...ids, ...gone]), waiting),
    db.indexState.put({
      ...('log' in from ? state : withBuild(state, from)),
      segments: Math.max(state.segments, ...added.map(({ segment }) => segment + 1)),
      revision: state.revision + 1,
    }),
  ])
  return true
}

/** More than these are looked for first: to delete a hundred thousand that are not there holds all others up. */
const FEW = 100

async function forgetWaiting(ids: ReadonlySet<number>, waiting: IndexWaitingRow[]): Promise<void> {
  const { indexWaiting } = db
  const known =
    ids.size <= FEW
      ? [...ids]
      : (await indexWaiting.toCollection().primaryKeys()).filter((id) => ids.has(id))
  await indexWaiting.bulkDelete(known)
  if (waiting.length > 0) await indexWaiting.bulkPut(waiting)
}

/** So many rows of the log at once. */
const LOG_ROWS = 500

/** Whoever is killed before this indexes the same links once more. */
async function forgetLog({ first, log: last }: { first: number; log: number }): Promise<void> {
  // As a range: deleting it is one request, and one that is told to others.
  for (let from = first; from <= last; from += LOG_ROWS)
    await db.indexLog
      .where('n')
      .belowOrEqual(Math.min(last, from + LOG_ROWS - 1))
      .delete()
}

/** Not the log: each change of a link is noted there, and would wait for the end of the transaction. */
export const indexTables = () => [
  db.indexState,
  db.indexSegments,
  db.indexDocs,
  db.indexBlocks,
  db.indexWaiting,
]

function buildsFor(state: IndexStateRow, { from }: IndexedWork): IndexBuild[] {
  const builds = buildsOf(state)
  return 'log' in from ? builds : builds.filter((each) => isOf(each, from.generation))
}

const isOf = (build: { generation: number }, generation: number): boolean =>
  build.generation === generation

/** One that is through takes the place of what was searched until now. */
function withBuild(
  { current, next, ...state }: IndexStateRow,
  { generation, below }: { generation: number; below: number },
): IndexStateRow {
  if (isOf(current, generation))
    return { ...state, current: { ...current, below }, ...(next ? { next } : {}) }
  if (!next) return { ...state, current }
  const build = { ...next, below }
  return below > 0 ? { ...state, current, next: build } : { ...state, current: build }
}

async function addSegment(id: number, generation: number, work: IndexedWork): Promise<void> {
  const { ids, lengths, blocks } = work
  const row: IndexSegmentRow = {
    id,
    generation,
    documents: ids.length,
    gone: 0,
    length: lengths.reduce((sum, length) => sum + length, 0),
    bytes: blocks.reduce((sum, { data }) => sum + data.length, 0),
    least: ids[0] ?? 0,
    most: ids.at(-1) ?? 0,
  }
  await Promise.all([db.indexDocs.put({ segment: id, ids, lengths }), db.indexSegments.put(row)])
}

/** Marks links as gone wherever they are in one index. */
async function forgetLinks(
  segments: readonly IndexSegmentRow[],
  ids: number[],
  cache: DocsCache,
): Promise<void> {
  for (const segment of segments) {
    const inside = ids.filter((id) => id >= segment.least && id <= segment.most)
    if (inside.length === 0) continue
    const docs = await docsOf(segment.id, cache)
    const places = inside.map((id) => findPlace(docs.ids, id)).filter((place) => place >= 0)
    const fresh = places.filter((place) => !isGone(segment.goneBits, place))
    if (fresh.length > 0) await db.indexSegments.put(without(segment, docs, fresh))
  }
}

async function docsOf(segment: number, cache: DocsCache): Promise<IndexDocsRow> {
  const docs = cache.get(segment) ?? (await db.indexDocs.get(segment))
  if (!docs) throw new Error(`segment ${segment} has no links`)
  cache.set(segment, docs)
  return docs
}

function without(
  segment: IndexSegmentRow,
  { lengths }: IndexDocsRow,
  places: number[],
): IndexSegmentRow {
  return {
    ...segment,
    goneBits: withGone(segment.goneBits, segment.documents, places),
    gone: segment.gone + new Set(places).size,
    length: segment.length - places.reduce((sum, place) => sum + (lengths[place] ?? 0), 0),
  }
}
