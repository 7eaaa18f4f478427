import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { watch } from '../../utils/db/watch.ts'
import type { Total } from '../../utils/search/find/search-over.ts'
import { findLinks } from './find-links.ts'
import { staying } from './hopes.ts'
import { type Route, shelfKey } from './route.ts'
import { useFound } from './search/use-found.ts'
import { useHopes } from './use-hopes.ts'

export interface Results {
  ids: number[]
  /** The shelf they are of: the address may be further already. */
  shelf: string
  /** How many there are, where these are not known to be all. */
  total?: Total
  /** Finds the next ones of a search. */
  more?: () => void
}

/** Ids a view shows, kept up to date; undefined until the first answer. A list stays until the next one is there. */
export function useResults(route: Route): Results | undefined {
  const searching = route.q.trim() !== ''
  const listed = useListed(route, !searching)
  const found = useFound(route, searching)
  const newest = searching ? found : listed
  const last = useRef(newest)
  last.current = newest ?? last.current
  const results = last.current
  const hopes = useHopes()
  return useMemo(
    () => results && { ...results, ids: staying(results.ids, route.scope) },
    [results, route.scope, hopes],
  )
}

function useListed(route: Route, listing: boolean): Results | undefined {
  const [results, setResults] = useState<Results>()
  const { scope, q, tag, sort } = route
  useEffect(() => {
    if (!listing) return setResults(undefined)
    const shelf = shelfKey(route)
    return watch(
      () => findLinks({ scope, tag, sort }),
      (ids) => setResults({ ids, shelf }),
    )
  }, [listing, scope, tag, sort, q])
  return results
}
