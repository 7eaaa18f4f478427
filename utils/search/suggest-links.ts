import { allTags, filterLinks, linkIds } from '../db/queries.ts'
import type { Link } from '../model/link.ts'
import { queryWords, quickMatcher } from './quick-match.ts'

/** The newest links outside the trash that match a query; the search ends with the last one needed. */
export async function suggestLinks(
  query: string,
  most: number,
  signal: AbortSignal,
): Promise<Link[]> {
  if (queryWords(query).length === 0) return []
  const [ids, tags] = await Promise.all([linkIds('all'), allTags()])
  const matches = quickMatcher(query, tags)
  const found: Link[] = []
  const enough = new AbortController()
  const take = (link: Link): boolean => {
    if (found.length < most && matches(link)) found.push(link)
    if (found.length === most) enough.abort()
    return false
  }
  await filterLinks(ids, take, AbortSignal.any([signal, enough.signal]))
  return found
}
