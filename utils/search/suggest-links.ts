import { allTags, linksBelow } from '../db/queries.ts'
import type { Link } from '../model/link.ts'
import { queryWords, quickMatcher } from './quick-match.ts'

const PAGE = 500
/** Older links are left to the library: nobody waits seconds for what an address bar suggests. */
const MOST_READ = 20_000

/** The newest links outside the trash that match a query; reading ends with the last one needed. */
export async function suggestLinks(
  query: string,
  most: number,
  signal: AbortSignal,
): Promise<Link[]> {
  if (queryWords(query).length === 0) return []
  const matches = quickMatcher(query, await allTags())
  const found: Link[] = []
  let below = Infinity
  for (let read = 0; read < MOST_READ && found.length < most && !signal.aborted; read += PAGE) {
    const page = await linksBelow(below, PAGE)
    found.push(...page.filter((link) => link.state !== 'trash' && matches(link)))
    below = page.at(-1)?.id ?? -Infinity
    if (page.length < PAGE) break
  }
  return found.slice(0, most)
}
