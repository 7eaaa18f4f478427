import { db } from '../database.ts'
import { indexState } from './index-state.ts'
import type { IndexDocsRow, IndexSegmentRow } from './rows.ts'

/** A segment with its links. */
export interface IndexSegment {
  segment: IndexSegmentRow
  docs: IndexDocsRow
}

/** What the index is at one moment. */
export interface IndexNow {
  revision: number
  segments: IndexSegment[]
  /** Links that changed since they were indexed, and below which id none is; see `IndexReader`. */
  changed: ReadonlySet<number>
  below: number
}

/** Links of segments that were read before: they never change. */
export type DocsKept = Map<number, IndexDocsRow>

/** In one transaction, and in two round trips: a page that was just opened waits for each. */
export function readIndexNow(kept: DocsKept): Promise<IndexNow> {
  const tables = [db.indexState, db.indexSegments, db.indexDocs, db.indexLog, db.indexWaiting]
  return db.transaction('r', tables, async () => {
    const [{ revision, current }, all, log] = await Promise.all([
      indexState(),
      db.indexSegments.toArray(),
      db.indexLog.toArray(),
    ])
    const own = all.filter(({ generation }) => generation === current.generation)
    const hashes = [...new Set(log.flatMap(({ text }) => text ?? []))]
    const [waiting] = await Promise.all([
      hashes.length > 0 ? db.indexWaiting.where('text').anyOf(hashes).primaryKeys() : [],
      readDocs(own, kept),
    ])
    return {
      revision,
      segments: own.map((segment) => ({ segment, docs: docsOf(segment.id, kept) })),
      changed: new Set([...log.flatMap(({ link = [] }) => link), ...waiting]),
      below: current.below,
    }
  })
}

async function readDocs(segments: IndexSegmentRow[], kept: DocsKept): Promise<void> {
  const there = new Set(segments.map(({ id }) => id))
  for (const id of kept.keys()) if (!there.has(id)) kept.delete(id)
  const missing = [...there].filter((id) => !kept.has(id))
  if (missing.length === 0) return
  for (const docs of await db.indexDocs.bulkGet(missing)) if (docs) kept.set(docs.segment, docs)
}

function docsOf(segment: number, kept: DocsKept): IndexDocsRow {
  const docs = kept.get(segment)
  if (!docs) throw new Error(`segment ${segment} has no links`)
  return docs
}
