import { type IdSet, isIn } from './id-set.ts'
import type { Verify } from './verifier.ts'

/** How many hits there are, as far as it is known without reading them all. */
export interface Total {
  count: number
  exact: boolean
}

/** A search that goes on where it stopped: what was found before is not found again. */
export interface Search {
  /**
   * The next hits in their order; fewer than asked for at the end, or where patience ended. One call at a time.
   * @param patience ms after which no more is read
   */
  next: (most: number, patience?: number) => Promise<number[]>
  /** Whether all hits were given. */
  isDone: () => boolean
  total: () => Total
}

/** The first are few, so that they are there soon; where hits are rare, more are read at once. */
const FIRST_READ = 64
const MOST_READ = 512

/** Goes through what may be hits in its order and reads what is not sure to be one. */
export function searchOver(
  candidates: ArrayLike<number>,
  sure: IdSet,
  verify: Verify,
  signal: AbortSignal,
): Search {
  const all = Float64Array.from(candidates)
  // Mostly all candidates are: none has to be looked up.
  const isSure =
    candidates === sure.ids && !sure.without ? () => true : (id: number) => isIn(sure, id)
  let place = 0
  let waiting: number[] = []
  let given = 0
  const read = { all: 0, hits: 0 }

  const readMore = async (most: number) => {
    const some = [...all.subarray(place, place + most)]
    const unsure = some.filter((id) => !isSure(id))
    const verified = unsure.length > 0 ? await verify(unsure) : new Set<number>()
    signal.throwIfAborted()
    place += some.length
    read.all += unsure.length
    read.hits += verified.size
    waiting = waiting.concat(some.filter((id) => verified.has(id) || isSure(id)))
  }
  const next = async (most: number, patience = Infinity) => {
    const end = performance.now() + patience
    for (let size = FIRST_READ; waiting.length < most && place < all.length; size *= 2) {
      await readMore(Math.min(size, MOST_READ))
      if (performance.now() > end) break
    }
    const found = waiting.slice(0, most)
    waiting = waiting.slice(most)
    given += found.length
    return found
  }
  const total = (): Total => {
    const unread = all.subarray(place)
    const unsure = candidates === sure.ids ? 0 : unread.filter((id) => !isSure(id)).length
    const sureOnes = unread.length - unsure
    // As many of what was not read as of what was.
    const share = read.all === 0 ? 1 : read.hits / read.all
    const count = given + waiting.length + sureOnes + Math.round(unsure * share)
    return { count, exact: unsure === 0 }
  }
  return { next, total, isDone: () => place === all.length && waiting.length === 0 }
}
