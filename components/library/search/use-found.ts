import { useEffect, useRef, useState } from 'preact/hooks'
import { watchTables } from '../../../utils/db/watch.ts'
import type { Search } from '../../../utils/search/find/search-over.ts'
import type { Wanted } from '../find-links.ts'
import { shelfKey } from '../route.ts'
import type { Results } from '../use-results.ts'
import { FIRST, searchLinks } from './search-links.ts'

/** What a search found so far. */
type Found = Results & Required<Pick<Results, 'total' | 'more' | 'all'>>

/** What was found after so long is shown while more is looked for. */
const PATIENCE_MS = 80

/** Changes in a row are answered once, this much later. */
const CALM_MS = 400

/** What reading stands on: rows a search looks at. */
const TABLES = ['links', 'tags', 'jobs'] as const

/** The hits of a search, kept up to date; undefined until the first are there, and while nothing is searched for. */
export function useFound(wanted: Wanted, searching: boolean): Found | undefined {
  const [found, setFound] = useState<Found>()
  const count = useRef(FIRST)
  const { scope, q, tags, not, sort, group } = wanted
  const shelf = shelfKey(wanted)
  useEffect(() => {
    // Groups are of all that is found.
    count.current = group === '' ? FIRST : Infinity
    if (!searching) return setFound(undefined)
    return followSearch({ scope, q, tags, not, sort, group }, count, setFound)
  }, [searching, shelf])
  return found
}

function followSearch(
  wanted: Wanted,
  count: { current: number },
  show: (found: Found) => void,
): () => void {
  const shelf = shelfKey(wanted)
  let run = new AbortController()
  const begin = () => {
    run.abort()
    run = new AbortController()
    const { signal } = run
    void searchLinks(wanted, signal)
      .then((search) => readOn(search, signal))
      .catch((error: unknown) => signal.aborted || console.error(error))
  }
  /** Where hits are rare, those there are come first, and the rest as it is found. */
  const readOn = async (search: Search, signal: AbortSignal, ids: number[] = []) => {
    const isEnough = () => ids.length >= count.current || search.isDone()
    let reading = true
    const upTo = (most: number) => {
      if (signal.aborted || count.current > ids.length) return
      count.current = most
      if (!reading) void readOn(search, signal, ids).catch(console.error)
    }
    const more = () => upTo(ids.length + FIRST)
    const all = () => {
      // What is being read goes on from where it is.
      if (reading) count.current = Infinity
      else upTo(Infinity)
    }
    do {
      ids = ids.concat(await search.next(count.current - ids.length, PATIENCE_MS))
      if (signal.aborted) return
      reading = !isEnough()
      // Only at the end nothing is found.
      const isShown = ids.length > 0 || search.isDone()
      const whole = search.isDone()
      const total = search.total()
      const finding = !whole && count.current === Infinity
      if (isShown) show({ ids: Float64Array.from(ids), shelf, whole, more, all, total, finding })
    } while (!isEnough())
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
