import { useEffect, useRef, useState } from 'preact/hooks'
import type { Columns } from '../../../utils/db/catalogue/columns.ts'
import { findGroups } from '../find-groups.ts'
import type { Route } from '../route.ts'
import type { Results } from '../use-results.ts'

/** What a search found, in groups where the view has some; these come a moment after what is in them. */
export function useGrouped<Found extends Results>(
  found: Found | undefined,
  { group, sort }: Pick<Route, 'group' | 'sort'>,
  columns: Columns | undefined,
): Found | undefined {
  const [grouped, setGrouped] = useState<Found>()
  const newest = useRef<Found>(undefined)
  useEffect(() => {
    newest.current = found
    if (!found || !columns || group === '') return setGrouped(undefined)
    findGroups(found.ids, group, columns, sort)
      // While many are found nothing is shown twice, and never what is older.
      .then((groups) => newest.current === found && setGrouped({ ...found, ...groups }))
      .catch(console.error)
  }, [found, columns, group, sort])
  return group === '' ? found : grouped
}
