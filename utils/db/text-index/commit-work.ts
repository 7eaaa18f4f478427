import { db } from '../database.ts'
import { findPlace, isGone, withGone } from './gone.ts'
import { buildsOf, indexState, segmentsOf } from './index-state.ts'
import type {
  IndexBuild,
  IndexDocsRow,
  IndexSegmentRow,
  IndexStateRow,
  IndexWaitingRow,
} from './rows.ts'
import { putBlocks } from './segment-blocks.ts'

/** What came of links that were indexed together. */
export interface IndexedWork {
  /** The last row of the log that is in it, or how far the build of an index is. */
  from: { log: number } | { generation: number; below: number }
  ids: Float64Array<ArrayBuffer>
  lengths: Uint32Array<ArrayBuffer>
  blocks: { last: string; data: Uint8Array<ArrayBuffer> }[]
  gone: number[]
  waiting: IndexWaitingRow[]
}

/** What is read once by whoever works for long: links of segments, which never change. */
export type DocsCache = Map<number, IndexDocsRow>

/**
 * Stores a segment: its blocks first, then, in one transaction, what says that it is there and its links are indexed. What
 * changed is in each index that is there; what was built is in its own.
 * @returns false where the index was begun anew meanwhile, so that it is of no use
 */
export async function commitWork(work: IndexedWork, cache: DocsCache): Promise<boolean> {
  const targets = await writeBlocks(work)
  const isOfUse = await db.transaction('rw', indexTables(), async () =>
    announce(work, targets, cache),
  )
  if (isOfUse && 'log' in work.from) await forgetLog(work.from.log)
  return isOfUse
}

/** An index that is there, and the segment that is new in it. */
interface Target {
  generation: number
  segment: number
}

async function writeBlocks(work: IndexedWork): Promise<Target[]> {
  const state = await indexState()
  const targets = targetsOf(state, work).map(({ generation }, at) => ({
    generation,
    segment: state.segments + at,
  }))
  if (work.ids.length > 0)
    for (const { segment } of targets) await putBlocks(segment, '', work.blocks)
  return targets
}

async function announce(work: IndexedWork, written: Target[], cache: DocsCache): Promise<boolean> {
  const { from, ids, gone, waiting } = work
  const state = await indexState()
  const builds = targetsOf(state, work)
  // An index that was begun meanwhile takes these links when it comes to them.
  const targets = written.filter((target) => builds.some((each) => isOf(each, target.generation)))
  if (targets.length === 0) return false
  let { segments } = state
  for (const { generation, segment } of targets) {
    await forgetLinks(generation, [...ids, ...gone], cache)
    if (ids.length === 0) continue
    await addSegment(segment, generation, work)
    segments = segment + 1
  }
  await forgetWaiting(new Set([...ids, ...gone]))
  await db.indexWaiting.bulkPut(waiting)
  await db.indexState.put({
    ...('log' in from ? state : withBuild(state, from)),
    segments,
    revision: state.revision + 1,
  })
  return true
}

/** More than these are looked for first: to delete a hundred thousand that are not there holds all others up. */
const FEW = 100

async function forgetWaiting(ids: ReadonlySet<number>): Promise<void> {
  const { indexWaiting } = db
  if (ids.size <= FEW) return indexWaiting.bulkDelete([...ids])
  const waiting = await indexWaiting.toCollection().primaryKeys()
  await indexWaiting.bulkDelete(waiting.filter((id) => ids.has(id)))
}

/** So many rows of the log at once. */
const LOG_ROWS = 500

/** Whoever is killed before this indexes the same links once more. */
async function forgetLog(last: number): Promise<void> {
  for (;;) {
    const [first = Infinity] = await db.indexLog.limit(1).primaryKeys()
    if (first > last) return
    // As a range: deleting it is one request, and one that is told to others.
    await db.indexLog
      .where('n')
      .belowOrEqual(Math.min(last, first + LOG_ROWS))
      .delete()
  }
}

/** Not the log: each change of a link is noted there, and would wait for the end of the transaction. */
export const indexTables = () => [
  db.indexState,
  db.indexSegments,
  db.indexDocs,
  db.indexBlocks,
  db.indexWaiting,
]

function targetsOf(state: IndexStateRow, { from }: IndexedWork): IndexBuild[] {
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
  await db.indexDocs.put({ segment: id, ids, lengths })
  await db.indexSegments.put({
    id,
    generation,
    documents: ids.length,
    gone: 0,
    length: lengths.reduce((sum, length) => sum + length, 0),
    bytes: blocks.reduce((sum, { data }) => sum + data.length, 0),
    least: ids[0] ?? 0,
    most: ids.at(-1) ?? 0,
  })
}

/** Marks links as gone wherever they are in one index. */
async function forgetLinks(generation: number, ids: number[], cache: DocsCache): Promise<void> {
  for (const segment of await segmentsOf(generation)) {
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
