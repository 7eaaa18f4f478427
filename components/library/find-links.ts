import { allTags, linkIds, scanLinks } from '../../utils/db/queries.ts'
import { queryWords, quickMatcher } from '../../utils/search/quick-match.ts'
import type { Route } from './route.ts'

/** Ids of the links a view shows, newest first. */
export async function findLinks(route: Route, signal: AbortSignal): Promise<number[]> {
  const { scope, q, tag } = route
  const searched = queryWords(q).length > 0
  if (!searched && tag === 0) return scope === 'all' ? everyId() : linkIds(scope)
  const matches = searched ? quickMatcher(q, await allTags()) : () => true
  return scanLinks(scope, (link) => (tag === 0 || link.tags.includes(tag)) && matches(link), signal)
}

/** All but the trash, from the index alone: no row is read, so 10,000 links cost a few milliseconds. */
async function everyId(): Promise<number[]> {
  const lists = await Promise.all([linkIds('inbox'), linkIds('read'), linkIds('archived')])
  return lists.flat().sort((a, b) => b - a)
}
