import { isGone } from '../../db/text-index/gone.ts'
import { indexState } from '../../db/text-index/index-state.ts'
import {
  type FoundBlocks,
  findBlocks,
  readCache,
  readSegments,
  readUnindexed,
} from '../../db/text-index/read-blocks.ts'
import { readBlock } from './block.ts'
import type { IndexReader, Postings } from './index-reader.ts'
import { joinPostings } from './join-postings.ts'
import { segmentPostings } from './segment-postings.ts'
import type { TermLookup } from './terms.ts'

/** The index of the library that is open. Nothing is read before it is asked for. */
export function openIndex(): IndexReader {
  const cache = readCache()
  return {
    postings: async ({ term, prefix }) => {
      const found = await findBlocks(term, prefix, cache)
      return joinPostings(found.map((each) => postingsIn(each, { term, prefix })))
    },
    frequency: async ({ term, prefix }) => {
      const found = await findBlocks(term, prefix, cache)
      return found.reduce((sum, each) => sum + countIn(each, { term, prefix }), 0)
    },
    lengths: async (docs) => {
      const lengths = new Float64Array(docs.length)
      for (const segment of await readSegments(cache)) fillLengths(segment, docs, lengths)
      return lengths
    },
    totals: async () => {
      const segments = (await readSegments(cache)).map(({ segment }) => segment)
      const documents = segments.reduce((sum, each) => sum + each.documents - each.gone, 0)
      const length = segments.reduce((sum, each) => sum + each.length, 0)
      return { documents, averageLength: documents > 0 ? length / documents : 0 }
    },
    unindexed: readUnindexed,
    revision: async () => (await indexState()).revision,
  }
}

const postingsIn = (found: FoundBlocks, lookup: TermLookup): Postings =>
  segmentPostings(found.segment, found.docs.ids, matching(found, lookup))

function countIn(found: FoundBlocks, lookup: TermLookup): number {
  let sum = 0
  for (const { count } of matching(found, lookup)) sum += count
  return Math.min(sum, found.segment.documents)
}

/** Entries of the terms that are looked up. */
function* matching({ blocks }: FoundBlocks, { term, prefix }: TermLookup) {
  for (const { data } of blocks)
    for (const entry of readBlock(data)) {
      if (prefix ? entry.term.startsWith(term) : entry.term === term) yield entry
      else if (entry.term > term) return
    }
}

/** Both are in order: each is gone through once. */
function fillLengths(
  { segment, docs: { ids, lengths } }: Omit<FoundBlocks, 'blocks'>,
  wanted: Float64Array,
  into: Float64Array,
): void {
  let place = ids.length - 1
  for (const [at, id] of wanted.entries()) {
    while (place >= 0 && (ids[place] ?? 0) > id) place--
    if (ids[place] === id && !isGone(segment.goneBits, place)) into[at] = lengths[place] ?? 0
  }
}
