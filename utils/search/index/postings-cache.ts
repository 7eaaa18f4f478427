import type { IndexNow } from '../../db/text-index/read-index.ts'
import type { Postings } from './index-reader.ts'
import type { TermLookup } from './terms.ts'

/** Entries: of a hundred thousand links, ten common words. Each takes ten bytes. */
const MOST = 1_000_000

const keyOf = (chain: readonly TermLookup[]): string =>
  chain.map(({ term, prefix }) => `${term}${prefix ? '*' : ''}`).join(' ')

/** What was looked up last: while somebody types, the words before are looked up with each letter. */
export function postingsCache() {
  let of: IndexNow | undefined
  let size = 0
  const known = new Map<string, Postings>()
  return {
    of: (now: IndexNow, chain: readonly TermLookup[]): Postings | undefined =>
      of === now ? known.get(keyOf(chain)) : undefined,
    put(now: IndexNow, chain: readonly TermLookup[], postings: Postings): Postings {
      if (of !== now || size + postings.docs.length > MOST) {
        known.clear()
        size = 0
      }
      of = now
      size += postings.docs.length
      known.set(keyOf(chain), postings)
      return postings
    },
  }
}
