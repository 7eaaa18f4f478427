import { db } from '../database.ts'
import { indexState, segmentsOf } from './index-state.ts'

/** How large the index is, and how far. */
export interface IndexFigures {
  /** Links in the index that is searched. */
  documents: number
  bytes: number
  /** While an index is built: links it has, of those there are. */
  building?: { done: number; of: number }
}

export async function indexFigures(): Promise<IndexFigures> {
  const { current, next } = await indexState()
  const segments = await segmentsOf(current.generation)
  const figures = {
    documents: segments.reduce((sum, { documents, gone }) => sum + documents - gone, 0),
    bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
  }
  const built = next ?? (current.below > 0 ? current : undefined)
  const of = built ? await db.links.count() : 0
  if (!built || of === 0) return figures
  const done = await db.links.where('id').aboveOrEqual(built.below).count()
  return { ...figures, building: { done, of } }
}
