import { useMemo, useRef } from 'preact/hooks'
import type { Columns } from '../../utils/db/catalogue/columns.ts'
import type { Total } from '../../utils/search/find/search-over.ts'
import { staying } from './hopes.ts'
import type { Route } from './route.ts'
import { useFound } from './search/use-found.ts'
import { useHopes } from './use-hopes.ts'
import { useListed } from './use-listed.ts'

export interface Results {
  ids: Float64Array
  /** The shelf they are of: the address may be further already. */
  shelf: string
  /** They are all there are; else the first ones. */
  whole: boolean
  /** How many a search finds. */
  total?: Total
  /** Finds the next ones of a search. */
  more?: () => void
}

/** Ids a view shows, kept up to date; undefined until the first answer. A list stays until the next one is there. */
export function useResults(route: Route, columns: Columns | undefined): Results | undefined {
  const searching = route.q.trim() !== ''
  const listed = useListed(route, columns, !searching)
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
