import type { Columns } from '../../utils/db/catalogue/columns.ts'
import { isFilter, selectLinks, type TagFilter } from '../../utils/db/catalogue/select-links.ts'
import { allTags, idsTagged, linksByIds } from '../../utils/db/queries.ts'
import type { Tag } from '../../utils/model/link.ts'
import { descendantsOf } from '../../utils/model/tag-tree.ts'
import { byTitle } from './by-title.ts'
import type { Route, Sort } from './route.ts'

/** What of a route decides which links are shown, and in which order. */
export type Wanted = Pick<Route, 'scope' | 'q' | 'tags' | 'not' | 'sort' | 'group'>

/** Ids of the links a view shows in which nothing is searched for. */
export async function findLinks(
  { scope, tags, not, sort }: Omit<Wanted, 'q' | 'group'>,
  columns: Columns,
): Promise<Float64Array> {
  const known = tags.length + not.length > 0 ? await allTags() : []
  const filter = filterOf(known, tags, not)
  const ids = selectLinks(columns, scope, filter)
  const isByIndex = !columns.held && isFilter(filter)
  return sorted(isByIndex ? await filteredByIndex(ids, filter) : ids, sort)
}

/** A tag stands for those inside it, too. */
export const filterOf = (tags: Tag[], all: number[], none: number[]): TagFilter => ({
  all: all.map((tag) => [tag, ...descendantsOf(tags, tag)]),
  none: none.flatMap((tag) => [tag, ...descendantsOf(tags, tag)]),
})

/** Only the first view of a page that was opened with tags needs it: after that all tags are known. */
async function filteredByIndex(ids: Float64Array, { all, none }: TagFilter) {
  const held = await Promise.all(all.map((group) => idsTagged(group)))
  const barred = await idsTagged(none)
  return ids.filter((id) => held.every((set) => set.has(id)) && !barred.has(id))
}

/** @param ids newest first */
async function sorted(ids: Float64Array, sort: Sort): Promise<Float64Array> {
  if (sort === 'oldest') return ids.toReversed()
  return sort === 'title' ? Float64Array.from(byTitle(await linksByIds([...ids]))) : ids
}
