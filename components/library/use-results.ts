import { useMemo, useRef } from 'preact/hooks'
import type { Columns } from '../../utils/db/catalogue/columns.ts'
import type { Total } from '../../utils/search/find/search-over.ts'
import type { NamedGroups } from './find-groups.ts'
import { staying } from './hopes.ts'
import { type Route, shelfKey } from './route.ts'
import { useFound } from './search/use-found.ts'
import { useGrouped } from './search/use-grouped.ts'
import { useHopes } from './use-hopes.ts'
import { useListed } from './use-listed.ts'

export interface Results {
  ids: Float64Array
  /** The shelf they are of: the address may be further already. */
  shelf: string
  /** They are all there are; else the first ones. */
  whole: boolean
  /** How they are grouped, if they are. */
  groups?: NamedGroups | undefined
  /** How many a search finds. */
  total?: Total
  /** Finds the next ones of a search. */
  more?: () => void
  /** All are being looked for: because somebody wants them all, or as groups are of all. */
  finding?: 'all' | 'groups' | undefined
  /** Finds all the others. */
  all?: () => void
  /** Those found are enough: all are not looked for any more. */
  enough?: () => void
}

/** Ids a view shows, kept up to date; undefined until the first answer. A list stays until the next one is there. */
export function useResults(route: Route, columns: Columns | undefined): Results | undefined {
  const searching = route.q.trim() !== ''
  const listed = useListed(route, columns, !searching)
  const found = useGrouped(useFound(route, searching), route, columns)
  const newest = searching ? found : listed
  const last = useRef(newest)
  last.current = newest ?? last.current
  const results = last.current
  const hopes = useHopes()
  const shelf = shelfKey(route)
  return useMemo(
    () => results && withoutLeaving(asOf(shelf, results), route.scope),
    [results, shelf, hopes],
  )
}

/** For what stays only until another shelf is there nothing is looked for any more. */
const asOf = (shelf: string, results: Results): Results =>
  results.shelf === shelf ? results : { ...results, finding: undefined }

/** Links about to leave are not shown; groups are as long as they are until the database tells of it. */
function withoutLeaving(results: Results, scope: Route['scope']): Results {
  const ids = staying(results.ids, scope)
  if (ids === results.ids || !results.groups) return { ...results, ids }
  return { ...results, ids, groups: shortened(results.groups, results.ids, new Set(ids)) }
}

function shortened(groups: NamedGroups, ids: Float64Array, left: Set<number>): NamedGroups {
  const starts = new Uint32Array(groups.starts.length)
  for (let at = 0; at + 1 < starts.length; at += 1) {
    const members = ids.subarray(groups.starts[at], groups.starts[at + 1])
    starts[at + 1] = (starts[at] ?? 0) + members.filter((id) => left.has(id)).length
  }
  return { ...groups, starts }
}
