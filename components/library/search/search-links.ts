import { allTags, linksByIds } from '../../../utils/db/queries.ts'
import { keptLookups } from '../../../utils/search/find/lookups.ts'
import { type Asked, openSearch } from '../../../utils/search/find/open-search.ts'
import { pageTexts } from '../../../utils/search/find/page-texts.ts'
import type { Search } from '../../../utils/search/find/search-over.ts'
import { openIndex } from '../../../utils/search/index/open-index.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { byTitle } from '../by-title.ts'
import { filterOf, type Wanted } from '../find-links.ts'
import { parseRoute, type Sort } from '../route.ts'

/** A search for what a view of the library shows; a tag stands for those inside it, too. */
export async function searchLinks(
  { scope, q, tags, not, sort }: Wanted,
  signal: AbortSignal,
): Promise<Search> {
  const filter = filterOf(tags.length + not.length > 0 ? await allTags() : [], tags, not)
  const { tree } = parseQuery(q)
  return openSearch({ tree, scope, filter, order: ORDERS[sort] }, signal, MEANS)
}

/** Begins to look up what an address asks for before anything is drawn: who draws it finds the answers here. */
export function startSearch(hash: string): void {
  const route = parseRoute(hash)
  if (route.q.trim() === '') return
  void searchLinks(route, new AbortController().signal)
    .then((search) => search.next(FIRST))
    .catch(console.error)
}

/** As many as the first screens of any view need. */
export const FIRST = 50

/** Whoever looks at a text for a hit leaves it for the excerpt. */
export const TEXTS = pageTexts()

const MEANS = { reader: openIndex({ ahead: true }), known: keptLookups(), texts: TEXTS }

const ORDERS: Record<Sort, Asked['order']> = {
  relevance: 'relevance',
  newest: 'newest',
  oldest: (ids) => ids.toReversed(),
  title: async (ids) => byTitle(await linksByIds([...ids])),
}
