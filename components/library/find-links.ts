import { allTags, filterLinks, idsTagged, linkIds, linksByIds } from '../../utils/db/queries.ts'
import { languageTag } from '../../utils/i18n/t.ts'
import type { Link } from '../../utils/model/link.ts'
import { descendantsOf } from '../../utils/model/tag-tree.ts'
import { queryWords, quickMatcher } from '../../utils/search/quick-match.ts'
import type { Route, Sort } from './route.ts'

/** What of a route decides which links are shown, and in which order. */
export type Wanted = Pick<Route, 'scope' | 'q' | 'tag' | 'sort'>

/** Ids of the links a view shows; a tag stands for those inside it too. */
export async function findLinks(wanted: Wanted, signal: AbortSignal): Promise<number[]> {
  const { scope, q, tag, sort } = wanted
  const searched = queryWords(q).length > 0
  const tags = searched || tag !== 0 ? await allTags() : []
  let ids = await linkIds(scope)
  if (tag !== 0) {
    const held = await idsTagged([tag, ...descendantsOf(tags, tag)])
    ids = ids.filter((id) => held.has(id))
  }
  if (searched) ids = await filterLinks(ids, quickMatcher(q, tags), signal)
  return sorted(ids, sort)
}

/** @param ids newest first */
async function sorted(ids: number[], sort: Sort): Promise<number[]> {
  if (sort === 'newest') return ids
  if (sort === 'oldest') return ids.toReversed()
  const links = (await linksByIds(ids)).filter((link) => link !== undefined)
  const { compare } = new Intl.Collator(languageTag(), { numeric: true })
  return links.sort((a, b) => compare(nameOf(a), nameOf(b))).map(({ id }) => id)
}

const nameOf = ({ title, url }: Link): string => title || url
