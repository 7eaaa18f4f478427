import { useEffect, useState } from 'preact/hooks'
import { linksByIds } from '../../utils/db/queries.ts'
import type { Link } from '../../utils/model/link.ts'
import { findHits, type Hit } from '../../utils/search/excerpt/find-hits.ts'
import { searchedWords } from '../../utils/search/excerpt/searched-words.ts'
import { keptLookups } from '../../utils/search/find/lookups.ts'
import { openSearch } from '../../utils/search/find/open-search.ts'
import { pageTexts } from '../../utils/search/find/page-texts.ts'
import { openIndex } from '../../utils/search/index/open-index.ts'
import { parseQuery } from '../../utils/search/query/parse-query.ts'

export interface FoundLink extends Hit {
  link: Link
}

/** As many as a popup has room for. */
const MOST = 6
const ROOM = 64

const TEXTS = pageTexts()
const MEANS = { reader: openIndex(), known: keptLookups(), texts: TEXTS }

/** The links a search finds first, undefined until they are there and while nothing is asked for. */
export function useFirstHits(q: string): FoundLink[] | undefined {
  const [found, setFound] = useState<FoundLink[]>()
  useEffect(() => {
    const overtaken = new AbortController()
    if (q.trim() === '') setFound(undefined)
    else
      void find(q, overtaken.signal)
        .then(setFound)
        .catch((error: unknown) => overtaken.signal.aborted || console.error(error))
    return () => overtaken.abort()
  }, [q])
  return found
}

async function find(q: string, signal: AbortSignal): Promise<FoundLink[]> {
  const { tree } = parseQuery(q)
  const search = await openSearch({ tree, scope: 'all', order: 'relevance' }, signal, MEANS)
  const links = (await linksByIds(await search.next(MOST))).filter((link) => link !== undefined)
  const wanted = { words: searchedWords(tree), room: ROOM, read: TEXTS }
  const hits = await findHits(links, wanted)
  signal.throwIfAborted()
  return links.flatMap((link) => {
    const hit = hits.get(link.id)
    return hit ? [{ link, ...hit }] : []
  })
}
