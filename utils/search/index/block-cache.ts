import { type BlockRange, END_OF_PREFIX } from '../../db/text-index/read-blocks.ts'

export interface CachedBlock {
  last: string
  data: Uint8Array
}

/** Blocks of a segment that follow each other: none is missing from a term up to another. */
interface Run {
  segment: number
  from: string
  to: string
  blocks: readonly CachedBlock[]
  bytes: number
}

/** Behind all terms. */
const LAST = '\uffff\uffff'

/** The block that has it is the last one of a range. */
export const endOf = ({ term, prefix }: BlockRange): string =>
  prefix ? term + END_OF_PREFIX : term

export interface BlockCache {
  /** The blocks of a range, if all of them are here. */
  find(range: BlockRange): readonly CachedBlock[] | undefined
  /** Keeps blocks that follow each other; `isEnd`: no other is behind them. */
  put(segment: number, from: string, blocks: readonly CachedBlock[], isEnd: boolean): void
  /** Forgets all other segments. */
  keepOnly(segments: ReadonlySet<number>): void
}

/** Keeps blocks up to so many bytes; those used longest ago go first. */
export function blockCache(mostBytes: number): BlockCache {
  const bySegment = new Map<number, Run[]>()
  const byUse = new Set<Run>()
  let bytes = 0

  const forget = (run: Run) => {
    const runs = bySegment.get(run.segment) ?? []
    runs.splice(runs.indexOf(run), 1)
    byUse.delete(run)
    bytes -= run.bytes
  }
  return {
    find(range) {
      const { segment, term } = range
      const end = endOf(range)
      const runs = bySegment.get(segment) ?? []
      const run = runs[firstNotBefore(runs, end, toOf)]
      if (!run || run.from > term) return undefined
      byUse.delete(run)
      byUse.add(run)
      const { blocks } = run
      const first = firstNotBefore(blocks, term, lastOf)
      return blocks.slice(first, firstNotBefore(blocks, end, lastOf) + 1)
    },
    put(segment, from, blocks, isEnd) {
      const to = isEnd ? LAST : (blocks.at(-1)?.last ?? from)
      const size = blocks.reduce((sum, { data }) => sum + data.length, 0)
      const run = { segment, from, to, blocks, bytes: size }
      const runs = bySegment.get(segment) ?? []
      bySegment.set(segment, runs)
      for (const inside of runs.filter((each) => each.from >= from && each.to <= to)) forget(inside)
      runs.splice(firstNotBefore(runs, to, toOf), 0, run)
      byUse.add(run)
      bytes += size
      for (const oldest of byUse) {
        if (bytes <= mostBytes) break
        forget(oldest)
      }
    },
    keepOnly(segments) {
      for (const run of [...byUse]) if (!segments.has(run.segment)) forget(run)
    },
  }
}

const toOf = ({ to }: Run): string => to
const lastOf = ({ last }: CachedBlock): string => last

/** The place of the first that is not less than a term. */
function firstNotBefore<T>(list: readonly T[], term: string, termOf: (each: T) => string): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const each = list[middle]
    if (each !== undefined && termOf(each) < term) low = middle + 1
    else high = middle
  }
  return low
}
