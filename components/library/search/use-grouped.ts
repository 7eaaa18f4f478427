import { useEffect, useRef, useState } from 'preact/hooks'
import type { Columns } from '../../../utils/db/catalogue/columns.ts'
import { findGroups } from '../find-groups.ts'
import { followNewest } from '../follow-newest.ts'
import type { Route } from '../route.ts'
import type { Results } from '../use-results.ts'

/**
 * What a search found, in groups where the view has some; these come a moment after what is in them, and grow while more
 * is found.
 */
export function useGrouped<Found extends Results>(
  found: Found | undefined,
  { group, sort }: Pick<Route, 'group' | 'sort'>,
  columns: Columns | undefined,
): Found | undefined {
  const [grouped, setGrouped] = useState<Found>()
  const grouper = useRef<ReturnType<typeof startGrouper<Found>>>(undefined)
  useEffect(() => {
    grouper.current = startGrouper<Found>(group, sort, setGrouped)
    return grouper.current.stop
  }, [found?.shelf, group, sort])
  useEffect(() => {
    if (!found || !columns || group === '') setGrouped(undefined)
    else grouper.current?.follow({ found, columns })
  }, [found, columns, group, sort])
  return group === '' ? found : grouped
}

/** Puts what is found into the groups of one shelf. */
const startGrouper = <Found extends Results>(
  group: Route['group'],
  sort: Route['sort'],
  show: (grouped: Found) => void,
) =>
  followNewest(
    async ({ found, columns }: { found: Found; columns: Columns }): Promise<Found> => ({
      ...found,
      ...(await findGroups(found.ids, group, columns, sort)),
    }),
    show,
  )
