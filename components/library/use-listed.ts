import { useEffect, useRef, useState } from 'preact/hooks'
import type { Columns } from '../../utils/db/catalogue/columns.ts'
import { findLinks } from './find-links.ts'
import { findFirst, takeFirst } from './first-rows.ts'
import { type Route, shelfKey } from './route.ts'
import type { Results } from './use-results.ts'

/** The links of a view in which nothing is searched for; undefined until the first are there, and where one searches. */
export function useListed(
  route: Route,
  columns: Columns | undefined,
  listing: boolean,
): Results | undefined {
  const shelf = shelfKey(route)
  const [results, setResults] = useState(() => (listing ? firstResults(shelf) : undefined))
  const finder = useRef<Finder>(undefined)
  useEffect(() => {
    if (!listing) return setResults(undefined)
    const started = startFinder(route, (ids, whole) => setResults({ ids, shelf, whole }))
    finder.current = started
    started.find(columns)
    return started.stop
  }, [shelf, listing])
  useEffect(() => {
    if (listing) finder.current?.find(columns)
  }, [columns])
  return results
}

function firstResults(shelf: string): Results | undefined {
  const first = takeFirst(shelf)
  return first && first.ids.length > 0 ? { ids: first.ids, shelf, whole: false } : undefined
}

interface Finder {
  find: (columns: Columns | undefined) => void
  stop: () => void
}

/** Finds the links of one shelf, again for newer columns, and one thing at a time: a long search comes to its end. */
function startFinder(wanted: Route, found: (ids: Float64Array, whole: boolean) => void): Finder {
  const overtaken = new AbortController()
  const { signal } = overtaken
  let newest: Columns | undefined
  let done: Columns | undefined
  let working = false
  const work = async () => {
    while (newest !== done && !signal.aborted) {
      done = newest
      const ids = done && (await findLinks(wanted, done))
      if (ids && !signal.aborted) found(ids, true)
    }
  }
  const first = async () => {
    const { ids } = (await findFirst(wanted)) ?? {}
    // Where there are none, others may follow: only all of them say that a shelf is empty.
    if (ids && ids.length > 0 && !newest && !signal.aborted) found(ids, false)
  }
  return {
    find: (columns) => {
      newest = columns
      if (!columns) void first().catch(console.error)
      if (!columns || working) return
      working = true
      void work()
        .catch(console.error)
        .finally(() => {
          working = false
        })
    },
    stop: () => overtaken.abort(),
  }
}
