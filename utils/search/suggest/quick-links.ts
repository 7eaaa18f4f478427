import { allTags, linksBelow } from '../../db/queries.ts'
import { readableAddress } from '../../shared/readable-address.ts'
import { markMatches } from './mark-matches.ts'
import { queryWords, quickMatcher } from './quick-match.ts'
import type { SuggestedLink } from './suggested-link.ts'

const PAGE = 500
/** Older links are left to the library: nobody waits seconds for what an address bar suggests. */
const MOST_READ = 20_000

/**
 * The newest links outside the trash that match a text by title, address, note or tag, for where no index can be
 * asked; reading ends with the last one needed.
 */
export async function quickLinks(
  query: string,
  most: number,
  signal: AbortSignal,
): Promise<SuggestedLink[]> {
  const words = queryWords(query)
  if (words.length === 0) return []
  const matches = quickMatcher(query, await allTags())
  const found: SuggestedLink[] = []
  let below = Infinity
  for (let read = 0; read < MOST_READ && found.length < most && !signal.aborted; read += PAGE) {
    const page = await linksBelow(below, PAGE)
    const hits = page.filter((link) => link.state !== 'trash' && matches(link))
    found.push(
      ...hits.map(({ url, title }) => ({
        url,
        title: markMatches(title, words),
        address: markMatches(readableAddress(url), words),
      })),
    )
    below = page.at(-1)?.id ?? -Infinity
    if (page.length < PAGE) break
  }
  return found.slice(0, most)
}
