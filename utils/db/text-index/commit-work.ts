import { db } from '../database.ts'
import { findPlace, isGone, withGone } from './gone.ts'
import { buildsOf, indexState, segmentsOf } from './index-state.ts'
import type { IndexDocsRow, IndexSegmentRow, IndexStateRow, IndexWaitingRow } from './rows.ts'

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
 * Stores a segment, with what says that its links are indexed, in one transaction. What changed is in each index that is
 * there; what was built is in its own.
 * @returns false where the index was begun anew meanwhile, so that it is of no use
 */
export function commitWork(work: IndexedWork, cache: DocsCache): Promise<boolean> {
  return db.transaction('rw', indexTables(), async () => {
    const state = await indexState()
    const { from } = work
    const builds = buildsOf(state)
    const targets = 'log' in from ? builds : builds.filter((each) => isOf(each, from.generation))
    if (targets.length === 0) return false
    let { segments } = state
    for (const { generation } of targets) {
      await forgetLinks(generation, [...work.ids, ...work.gone], cache)
      if (work.ids.length > 0) await addSegment(segments++, generation, work)
    }
    await db.indexWaiting.bulkDelete([...work.ids, ...work.gone])
    await db.indexWaiting.bulkPut(work.waiting)
    if ('log' in from) await db.indexLog.where('n').belowOrEqual(from.log).delete()
    await db.indexState.put({
      ...('log' in from ? state : withBuild(state, from)),
      segments,
      revision: state.revision + 1,
    })
    return true
  })
}

export const indexTables = () => [
  db.indexLog,
  db.indexState,
  db.indexSegments,
  db.indexDocs,
  db.indexBlocks,
  db.indexWaiting,
]

const isOf = (build: { generation: number }, generation: number): boolean =>
  build.generation === generation

/** One that is through takes the place of what was searched until now. */
function withBuild(
  { current, next, ...state }: IndexStateRow,
  build: { generation: number; below: number },
): IndexStateRow {
  if (isOf(current, build.generation))
    return { ...state, current: build, ...(next ? { next } : {}) }
  return build.below > 0 ? { ...state, current, next: build } : { ...state, current: build }
}

async function addSegment(id: number, generation: number, work: IndexedWork): Promise<void> {
  const { ids, lengths, blocks } = work
  await db.indexBlocks.bulkPut(blocks.map((block) => ({ ...block, segment: id })))
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
