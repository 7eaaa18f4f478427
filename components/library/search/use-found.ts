import { useEffect, useState } from 'preact/hooks'
import { watchTables } from '../../../utils/db/watch.ts'
import type { Search } from '../../../utils/search/find/search-over.ts'
import type { Wanted } from '../find-links.ts'
import { shelfKey } from '../route.ts'
import type { Results } from '../use-results.ts'
import { FIRST, searchLinks } from './search-links.ts'

/** What a search found so far. */
type Found = Results & Required<Pick<Results, 'total' | 'more' | 'all' | 'enough'>>

/** What was found after so long is shown while more is looked for. */
const PATIENCE_MS = 80

/** Changes in a row are answered once, this much later. */
const CALM_MS = 400

/** What reading stands on: rows a search looks at. */
const TABLES = ['links', 'tags', 'jobs'] as const

/** The hits of a search, kept up to date; undefined until the first are there, and while nothing is searched for. */
export function useFound(wanted: Wanted, searching: boolean): Found | undefined {
  const [found, setFound] = useState<Found>()
  const { scope, q, tags, not, sort, group } = wanted
  const shelf = shelfKey(wanted)
  useEffect(() => {
    if (!searching) return setFound(undefined)
    return followSearch({ scope, q, tags, not, sort, group }, setFound)
  }, [searching, shelf])
  return found
}

/** How many hits are wanted, now and at the least. */
interface Asked {
  count: number
  least: number
}

function followSearch(wanted: Wanted, show: (found: Found) => void): () => void {
  const shelf = shelfKey(wanted)
  // Groups are of all that is found.
  const least = wanted.group === '' ? FIRST : Infinity
  const asked: Asked = { count: least, least }
  let run = new AbortController()
  const begin = () => {
    run.abort()
    run = new AbortController()
    const { signal } = run
    void searchLinks(wanted, signal)
      .then((search) => readOn(search, asked, signal, (found) => show({ ...found, shelf })))
      .catch((error: unknown) => signal.aborted || console.error(error))
  }
  begin()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = watchTables(TABLES, () => {
    clearTimeout(timer)
    timer = setTimeout(begin, CALM_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
    run.abort()
  }
}

/** Where hits are rare, those there are come first, and the rest as it is found. */
async function readOn(
  search: Search,
  asked: Asked,
  signal: AbortSignal,
  show: (found: Omit<Found, 'shelf'>) => void,
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
    // What is being read goes on from where it is.
    if (reading) asked.count = Infinity
    else upTo(Infinity)
  }
  const enough = () => {
    if (asked.count !== Infinity) return
    asked.count = Math.max(asked.least, ids.length)
    // What is being read may take its time; that nobody waits for it is said at once.
    if (!signal.aborted) tell()
  }
  const tell = () => {
    const [whole, total] = [search.isDone(), search.total()]
    const finding = !whole && asked.count === Infinity
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
