import { useEffect, useState } from 'preact/hooks'
import type { Columns } from '../../../utils/db/catalogue/columns.ts'
import type { Tag } from '../../../utils/model/link.ts'
import type { SavedSearch } from '../../../utils/model/saved-search.ts'
import { findLinks } from '../find-links.ts'
import { searchLinks } from '../search/search-links.ts'
import { viewOf } from './saved-query.ts'

type Counts = ReadonlyMap<string, number>

/** Everything on screen comes first. */
const AFTER_YOU_MS = 500

/** Words may be looked for in every link: while links keep changing, not more often than this. */
const SEARCH_MS = 20_000

/** How many links each search finds, one after the other and not at once; those that are not known are missing. */
export function useSavedCounts(
  saved: SavedSearch[],
  columns: Columns | undefined,
  byId: ReadonlyMap<number, Tag>,
): Counts {
  const [counts, setCounts] = useState<Counts>(new Map())
  const [searched] = useState(() => new Map<string, number>())
  useEffect(() => {
    if (!columns?.held || saved.length === 0) return
    const overtaken = new AbortController()
    const count = async () => {
      for (const { query } of saved) {
        const view = viewOf(query, byId)
        const now = performance.now()
        if (view.q !== '' && now - (searched.get(query) ?? -SEARCH_MS) < SEARCH_MS) continue
        const found = await countOf(view, columns, overtaken.signal)
        if (overtaken.signal.aborted) return
        if (view.q !== '') searched.set(query, now)
        setCounts((old) => new Map(old).set(query, found))
      }
    }
    const timer = setTimeout(() => void count().catch(console.error), AFTER_YOU_MS)
    return () => {
      clearTimeout(timer)
      overtaken.abort()
    }
  }, [saved, columns, byId])
  return counts
}

/** So many hits are looked at; of more it is told about how many there are. */
const LOOKED_AT = 200

async function countOf(
  view: ReturnType<typeof viewOf>,
  columns: Columns,
  signal: AbortSignal,
): Promise<number> {
  if (view.q === '') return (await findLinks({ ...view, sort: 'newest' }, columns)).length
  const search = await searchLinks({ ...view, sort: 'newest', group: '' }, signal)
  await search.next(LOOKED_AT)
  return search.total().count
}
