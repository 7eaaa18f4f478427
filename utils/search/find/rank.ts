import { IN_NOTE, IN_TITLE, type IndexReader, type Postings } from '../index/index-reader.ts'
import { type Ids, placeOf } from './id-set.ts'
import { IN_TAG } from './word-bounds.ts'

/** The usual ones of BM25: how soon more of a word is worth no more, and how much long texts lose. */
const ENOUGH = 1.2
const LENGTH = 0.75

/** A word in a title is worth as much as so many in the text. */
const BOOSTS: readonly [field: number, times: number][] = [
  [IN_TITLE, 6],
  [IN_TAG, 6],
  [IN_NOTE, 2],
]

/** Links in the order of how much they are about the words that were looked up; ties the newest first. */
export async function ranked(
  ids: Ids,
  looked: readonly Postings[],
  reader: Pick<IndexReader, 'lengths' | 'totals'>,
): Promise<number[]> {
  const [{ documents, averageLength }, lengths] = await Promise.all([
    reader.totals(),
    reader.lengths(ids),
  ])
  const scores = new Float64Array(ids.length)
  const long = lengths.map((length) => 1 - LENGTH + (LENGTH * length) / (averageLength || 1))
  for (const postings of looked) addScores(scores, ids, postings, { documents, long })
  const order = Uint32Array.from(ids, (_, at) => at)
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  return Array.from(order, (at) => ids[at] ?? 0)
}

function addScores(
  scores: Float64Array,
  ids: Ids,
  { docs, freqs, fields }: Postings,
  { documents, long }: { documents: number; long: Float64Array },
): void {
  const rarity = Math.log(1 + Math.max(0, documents - docs.length + 0.5) / (docs.length + 0.5))
  let place = 0
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] ?? 0
    place = placeOf(docs, id, place)
    if (docs[place] !== id) continue
    const times = (freqs[place] ?? 0) + boostOf(fields[place] ?? 0)
    const score = (times * (ENOUGH + 1)) / (times + ENOUGH * (long[at] ?? 1))
    scores[at] = (scores[at] ?? 0) + rarity * score
  }
}

const boostOf = (fields: number): number =>
  BOOSTS.reduce((sum, [field, times]) => sum + (fields & field ? times : 0), 0)
