import { useEffect, useRef, useState } from 'preact/hooks'
import type { Columns } from '../../utils/db/catalogue/columns.ts'
import { findGroups, groupFirst } from './find-groups.ts'
import { findLinks } from './find-links.ts'
import { findFirst, takeFirst } from './first-rows.ts'
import { followNewest } from './follow-newest.ts'
import { type Route, shelfKey } from './route.ts'
import type { Results } from './use-results.ts'

/** The links of a view in which nothing is searched for; undefined until the first are there, and where one searches. */
export function useListed(
  route: Route,
  columns: Columns | undefined,
  listing: boolean,
): Results | undefined {
  const shelf = shelfKey(route)
  const [results, setResults] = useState(() => (listing ? firstResults(route, shelf) : undefined))
  const finder = useRef<Finder>(undefined)
  useEffect(() => {
    if (!listing) return setResults(undefined)
    const started = startFinder(route, (found, whole) => setResults({ ...found, shelf, whole }))
    finder.current = started
    started.find(columns)
    return started.stop
  }, [shelf, listing])
  useEffect(() => {
    if (listing) finder.current?.find(columns)
  }, [columns])
  return results
}

function firstResults(route: Route, shelf: string): Results | undefined {
  const first = takeFirst(shelf)
  const found = first && first.ids.length > 0 && inFirstGroups(first.ids, route)
  return found ? { ...found, shelf, whole: false } : undefined
}

type Found = Pick<Results, 'ids' | 'groups'>

const inFirstGroups = (ids: Float64Array, { group, sort }: Route): Found =>
  groupFirst(ids, group, sort) ?? { ids }

async function findAll(wanted: Route, columns: Columns): Promise<Found> {
  const ids = await findLinks(wanted, columns)
  return (await findGroups(ids, wanted.group, columns, wanted.sort)) ?? { ids }
}

const isSame = (ids: Float64Array, others: Float64Array): boolean =>
  ids.length === others.length && ids.every((id, at) => id === others[at])

interface Finder {
  find: (columns: Columns | undefined) => void
  stop: () => void
}

/** Finds the links of one shelf, again for newer columns, and one thing at a time. */
function startFinder(wanted: Route, found: (found: Found, whole: boolean) => void): Finder {
  let stopped = false
  let newest: Columns | undefined
  let last: Found | undefined
  const finder = followNewest(
    (columns: Columns) => findAll(wanted, columns),
    (all) => {
      // Nobody has to draw anew, or hold twice, what is the same.
      if (last && !all.groups && isSame(all.ids, last.ids)) return
      last = all
      found(all, true)
    },
  )
  const first = async () => {
    const { ids } = (await findFirst(wanted)) ?? {}
    // Where there are none, others may follow: only all of them say that a shelf is empty.
    if (ids && ids.length > 0 && !newest && !stopped) found(inFirstGroups(ids, wanted), false)
  }
  return {
    find: (columns) => {
      if (!columns) void first().catch(console.error)
      if (!columns || columns === newest) return
      newest = columns
      finder.follow(columns)
    },
    stop: () => {
      stopped = true
      finder.stop()
    },
  }
}
