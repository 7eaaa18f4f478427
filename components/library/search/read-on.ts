import type { Search } from '../../../utils/search/find/search-over.ts'
import type { Results } from '../use-results.ts'
import { FIRST } from './search-links.ts'

/** What was found so far. */
export type Found = Omit<Results, 'shelf'> &
  Required<Pick<Results, 'total' | 'more' | 'all' | 'enough'>>

/** What was found after so long is shown while more is looked for. */
const PATIENCE_MS = 80

/** How many hits are wanted, now and at the least. */
export interface Asked {
  count: number
  least: number
  /** Somebody waits for all of them. */
  all: boolean
}

/** Where hits are rare, those there are come first, and the rest as it is found. */
export async function readOn(
  search: Search,
  asked: Asked,
  signal: AbortSignal,
  show: (found: Found) => void,
  ids: number[] = [],
): Promise<void> {
  const isEnough = () => ids.length >= asked.count || search.isDone()
  let reading = true
  const upTo = (most: number) => {
    if (signal.aborted || asked.count > ids.length) return
    asked.count = most
    if (!reading) void readOn(search, asked, signal, show, ids).catch(console.error)
  }
  const more = () => upTo(ids.length + FIRST)
  const all = () => {
    const isNew = !asked.all
    asked.all = true
    // What is being read goes on from where it is.
    if (!reading) return upTo(Infinity)
    asked.count = Infinity
    if (isNew && !signal.aborted) tell()
  }
  const enough = () => {
    if (!asked.all) return
    asked.all = false
    asked.count = Math.max(asked.least, ids.length)
    // What is being read may take its time; that nobody waits for it is said at once.
    if (!signal.aborted) tell()
  }
  const tell = () => {
    const [whole, total] = [search.isDone(), search.total()]
    if (whole) asked.all = false
    const finding = whole ? undefined : findingOf(asked)
    show({ ids: Float64Array.from(ids), whole, total, finding, more, all, enough })
  }
  do {
    ids = ids.concat(await search.next(asked.count - ids.length, PATIENCE_MS))
    if (signal.aborted) return
    reading = !isEnough()
    // Only at the end nothing is found.
    if (ids.length > 0 || search.isDone()) tell()
  } while (!isEnough())
}

/** What all are looked for: whoever calls off that all are selected still sees groups grow. */
function findingOf({ all, least }: Asked): Results['finding'] {
  if (all) return 'all'
  return least === Infinity ? 'groups' : undefined
}
