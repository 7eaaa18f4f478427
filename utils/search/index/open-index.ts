import { keepAnswers } from '../../db/keep-answers.ts'
import { isGone } from '../../db/text-index/gone.ts'
import { indexState } from '../../db/text-index/index-state.ts'
import { type IndexNow, type IndexSegment, readIndexNow } from '../../db/text-index/read-index.ts'
import { sleep } from '../../shared/wait.ts'
import { indexBlocks } from './index-blocks.ts'
import type { IndexReader, Postings } from './index-reader.ts'
import { joinPostings } from './join-postings.ts'
import { postingsCache } from './postings-cache.ts'
import { segmentPhrase } from './segment-phrase.ts'
import { countIn, segmentPostings } from './segment-postings.ts'
import type { TermLookup } from './terms.ts'

/** What is answered first is worth more than what may be asked. */
const AHEAD_AFTER_MS = 500

/** Tables that change with what the index is, and with what it lacks. */
const TABLES = ['links', 'snapshots', 'texts', 'indexState'] as const

interface IndexOptions {
  /** Reads an index that fits into memory once something was looked up. */
  ahead?: boolean
}

/**
 * The index of the library that is open. Nothing is read before it is asked for; what was read is kept until something
 * changes. It goes on as long as its context does.
 */
export function openIndex({ ahead = false }: IndexOptions = {}): IndexReader {
  const keep = keepAnswers(TABLES)
  const docs = new Map()
  const blocks = indexBlocks()
  const decoded = postingsCache()
  const now = (): Promise<IndexNow> => keep('now', () => readIndexNow(docs))
  let readingAhead = 0

  async function postings(chain: readonly TermLookup[]): Promise<Postings> {
    const index = await now()
    return decoded(index, chain, () => decode(index, chain))
  }
  async function decode(index: IndexNow, chain: readonly TermLookup[]): Promise<Postings> {
    const found = await Promise.all(chain.map((lookup) => blocks.blocksOf(index, lookup)))
    if (!found.every((each) => each !== undefined)) return decode(await readAnew(), chain)
    if (ahead) void readAhead(index)
    const parts = index.segments.map((segment, at) => {
      const [only = [], ...others] = found.map((each) => each[at] ?? [])
      return others.length === 0 && chain[0]
        ? segmentPostings(segment, only, chain[0])
        : segmentPhrase(segment, [only, ...others], chain)
    })
    return joinPostings(parts)
  }
  /** News of a change come a moment after it. */
  const readAnew = () => readIndexNow(docs)

  async function readAhead(index: IndexNow): Promise<void> {
    if (readingAhead === index.revision) return
    readingAhead = index.revision
    await sleep(AHEAD_AFTER_MS)
    if (readingAhead === index.revision) await blocks.readAhead(index).catch(console.error)
  }
  return {
    postings: (lookup) => postings([lookup]),
    phrase: postings,
    async frequency(lookup) {
      const index = await now()
      const found = await blocks.blocksOf(index, lookup)
      if (!found) return (await postings([lookup])).docs.length
      return index.segments.reduce(
        (sum, segment, at) => sum + countIn(segment, found[at] ?? [], lookup),
        0,
      )
    },
    async lengths(wanted) {
      const lengths = new Float64Array(wanted.length)
      for (const segment of (await now()).segments) fillLengths(segment, wanted, lengths)
      return lengths
    },
    async totals() {
      const segments = (await now()).segments.map(({ segment }) => segment)
      const documents = segments.reduce((sum, each) => sum + each.documents - each.gone, 0)
      const length = segments.reduce((sum, each) => sum + each.length, 0)
      return { documents, averageLength: documents > 0 ? length / documents : 0 }
    },
    async unindexed() {
      const { changed, below } = await now()
      return { changed, below }
    },
    revision: async () => (await indexState()).revision,
  }
}

/** Both are in order: each is gone through once. */
function fillLengths(
  { segment, docs: { ids, lengths } }: IndexSegment,
  wanted: Float64Array,
  into: Float64Array,
): void {
  let place = ids.length - 1
  for (let at = 0; at < wanted.length; at++) {
    const id = wanted[at] ?? 0
    while (place >= 0 && (ids[place] ?? 0) > id) place--
    if (ids[place] === id && !isGone(segment.goneBits, place)) into[at] = lengths[place] ?? 0
  }
}
