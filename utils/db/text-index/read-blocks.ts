import { Dexie } from 'dexie'
import { db } from '../database.ts'
import { indexState, segmentsOf } from './index-state.ts'
import type { IndexBlockRow, IndexDocsRow, IndexSegmentRow } from './rows.ts'

/** A segment with the blocks that may have what is looked up. */
export interface FoundBlocks {
  segment: IndexSegmentRow
  docs: IndexDocsRow
  blocks: IndexBlockRow[]
}

/** What was read before: segments of one revision, links of segments, which never change. */
export interface ReadCache {
  revision: number
  segments: IndexSegmentRow[]
  docs: Map<number, IndexDocsRow>
}

export const readCache = (): ReadCache => ({ revision: -1, segments: [], docs: new Map() })

const tables = () => [db.indexState, db.indexSegments, db.indexDocs, db.indexBlocks]

/** The segments as they are now, in one transaction with what else is read. */
async function currentSegments(cache: ReadCache): Promise<IndexSegmentRow[]> {
  const { revision, current } = await indexState()
  if (revision === cache.revision) return cache.segments
  cache.segments = await segmentsOf(current.generation)
  cache.revision = revision
  const there = new Set(cache.segments.map(({ id }) => id))
  for (const id of cache.docs.keys()) if (!there.has(id)) cache.docs.delete(id)
  return cache.segments
}

async function docsOf(segment: number, cache: ReadCache): Promise<IndexDocsRow> {
  const docs = cache.docs.get(segment) ?? (await db.indexDocs.get(segment))
  if (!docs) throw new Error(`segment ${segment} has no links`)
  cache.docs.set(segment, docs)
  return docs
}

/** The blocks that have a term, or those that have terms that begin so: one of each segment, or some. */
export function findBlocks(
  term: string,
  prefix: boolean,
  cache: ReadCache,
): Promise<FoundBlocks[]> {
  return db.transaction('r', tables(), async () => {
    const segments = await currentSegments(cache)
    return Promise.all(
      segments.map(async (segment) => ({
        segment,
        docs: await docsOf(segment.id, cache),
        blocks: await blocksOf(segment.id, term, prefix),
      })),
    )
  })
}

/** Behind all that begins with it. */
const END_OF_PREFIX = '\uffff'

async function blocksOf(segment: number, term: string, prefix: boolean): Promise<IndexBlockRow[]> {
  const from = [segment, term]
  const to = [segment, Dexie.maxKey]
  if (!prefix) return db.indexBlocks.where(':id').between(from, to).limit(1).toArray()
  const end = [segment, term + END_OF_PREFIX]
  const [inside, behind] = await Promise.all([
    db.indexBlocks.where(':id').between(from, end).toArray(),
    // The last one may begin with some of them.
    db.indexBlocks.where(':id').between(end, to).limit(1).toArray(),
  ])
  return [...inside, ...behind]
}

/** All segments with their links, of which no block is read. */
export function readSegments(cache: ReadCache): Promise<Omit<FoundBlocks, 'blocks'>[]> {
  return db.transaction('r', tables(), async () => {
    const segments = await currentSegments(cache)
    return Promise.all(
      segments.map(async (segment) => ({ segment, docs: await docsOf(segment.id, cache) })),
    )
  })
}

/** Links that changed since they were indexed, and below which id none is; see `IndexReader`. */
export function readUnindexed(): Promise<{ changed: Set<number>; below: number }> {
  return db.transaction('r', db.indexLog, db.indexState, db.indexWaiting, async () => {
    const { current } = await indexState()
    const log = await db.indexLog.toArray()
    const hashes = [...new Set(log.flatMap(({ text }) => text ?? []))]
    const waiting = await db.indexWaiting.where('text').anyOf(hashes).primaryKeys()
    return {
      changed: new Set([...log.flatMap(({ link }) => link ?? []), ...waiting]),
      below: current.below,
    }
  })
}
