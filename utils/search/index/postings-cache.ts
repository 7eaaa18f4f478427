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
  const known = new Map<string, Promise<Postings>>()
  const forget = () => {
    known.clear()
    size = 0
  }
  /** What a chain of terms comes to in an index as it is at one moment. */
  return (
    now: IndexNow,
    chain: readonly TermLookup[],
    read: () => Promise<Postings>,
  ): Promise<Postings> => {
    if (of !== now) forget()
    of = now
    const key = keyOf(chain)
    const answer = known.get(key) ?? read()
    if (known.has(key)) return answer
    known.set(key, answer)
    answer.then(
      ({ docs }) => {
        if (of === now) size += docs.length
        if (size > MOST) forget()
      },
      () => known.delete(key),
    )
    return answer
  }
}
