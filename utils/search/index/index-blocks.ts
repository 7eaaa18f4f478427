import { type BlockRange, readBlocks, readBlocksBehind } from '../../db/text-index/read-blocks.ts'
import type { IndexNow } from '../../db/text-index/read-index.ts'
import { sleep } from '../../shared/wait.ts'
import { blockCache, type CachedBlock, endOf } from './block-cache.ts'
import type { TermLookup } from './terms.ts'

/** What an open page keeps of the index. */
const MOST_BYTES = 48_000_000

/** So many blocks are read ahead at once, a megabyte: nothing else has to wait long. */
const AHEAD = 64

type Blocks = readonly CachedBlock[]
type Reading = ReturnType<typeof readBlocks>

/** The blocks of the index, those that were read before from memory. */
export function indexBlocks() {
  const cache = blockCache(MOST_BYTES)
  const readTogether = joinedReads()

  /** Blocks of each segment that may have a term; undefined where the index is not as it was any more. */
  async function blocksOf(now: IndexNow, lookup: TermLookup): Promise<Blocks[] | undefined> {
    const ranges = now.segments.map(({ segment }) => ({ segment: segment.id, ...lookup }))
    const known = ranges.map(cache.find)
    const missing = ranges.filter((_, at) => !known[at])
    if (missing.length === 0) return known.map((blocks) => blocks ?? [])
    const { revision, rows } = await readTogether(missing)
    if (revision !== now.revision) return undefined
    const read = new Map(missing.map((range, at) => [range.segment, rows[at] ?? []]))
    for (const range of missing) {
      const blocks = read.get(range.segment) ?? []
      cache.put(range.segment, range.term, blocks, (blocks.at(-1)?.last ?? '') < endOf(range))
    }
    return ranges.map(({ segment }, at) => known[at] ?? read.get(segment) ?? [])
  }

  /** Reads an index that fits into memory as a whole. */
  async function readAhead({ segments }: IndexNow): Promise<void> {
    cache.keepOnly(new Set(segments.map(({ segment }) => segment.id)))
    if (segments.reduce((sum, { segment }) => sum + segment.bytes, 0) > MOST_BYTES) return
    for (const { segment } of segments) {
      if (cache.find({ segment: segment.id, term: '', prefix: true })) continue
      const blocks: CachedBlock[] = []
      for (let isEnd = false; !isEnd; ) {
        const some = await readBlocksBehind(segment.id, blocks.at(-1)?.last ?? '', AHEAD)
        isEnd = some.length < AHEAD
        blocks.push(...some)
        await sleep(0)
      }
      // One that became part of another meanwhile is not here as a whole.
      const bytes = blocks.reduce((sum, { data }) => sum + data.length, 0)
      if (bytes === segment.bytes) cache.put(segment.id, '', blocks, true)
    }
  }
  return { blocksOf, readAhead }
}

/** What is wanted in one go is read in one transaction. */
function joinedReads(): (ranges: BlockRange[]) => Reading {
  let wanted: BlockRange[] = []
  let reading: Reading | undefined
  return async (ranges) => {
    const from = wanted.length
    wanted.push(...ranges)
    reading ??= Promise.resolve().then(() => {
      const all = wanted
      wanted = []
      reading = undefined
      return readBlocks(all)
    })
    const { revision, rows } = await reading
    return { revision, rows: rows.slice(from, from + ranges.length) }
  }
}
