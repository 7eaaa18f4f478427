import { allTags, idsTagged, linkIds, linksByIds } from '../../utils/db/queries.ts'
import { descendantsOf } from '../../utils/model/tag-tree.ts'
import { byTitle } from './by-title.ts'
import type { Route, Sort } from './route.ts'

/** What of a route decides which links are shown, and in which order. */
export type Wanted = Pick<Route, 'scope' | 'q' | 'tag' | 'sort'>

/** Ids of the links a view shows in which nothing is searched for; a tag stands for those inside it too. */
export async function findLinks({ scope, tag, sort }: Omit<Wanted, 'q'>): Promise<number[]> {
  const ids = await linkIds(scope)
  if (tag === 0) return sorted(ids, sort)
  const held = await idsTagged([tag, ...descendantsOf(await allTags(), tag)])
  return sorted(
    ids.filter((id) => held.has(id)),
    sort,
  )
}

/** @param ids newest first */
async function sorted(ids: number[], sort: Sort): Promise<number[]> {
  if (sort === 'oldest') return ids.toReversed()
  return sort === 'title' ? byTitle(await linksByIds(ids)) : ids
}
