import { isTwinKey, plainKeyOf } from '../../links/twin-key.ts'
import { KEY_RULES, urlKeyOrNone } from '../../links/url-key.ts'
import { textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { byAge, pageOf } from './merge-links.ts'

const rulesOf = ({ record }: LocalRecord): number => Number(record.values['keyRules'])

/** The key a link's address has by the rules of this client, whatever rules it was made by: likes are found by it. */
export function keyOfToday(link: LocalRecord): string {
  const key = textOf(link.record, 'urlKey')
  // Nearly all of them, and reading an address takes its time.
  if (rulesOf(link) === KEY_RULES) return key
  return urlKeyOrNone(textOf(link.record, 'url')) || plainKeyOf(key)
}

/** Whether a link may be one with others: it has a key, and was not kept apart. */
export function hasLikes({ record }: LocalRecord): boolean {
  const key = textOf(record, 'urlKey')
  return key !== '' && !isTwinKey(key)
}

/** Whether two links are one page, by rules of which somebody may judge. */
export const isOnePage = (a: LocalRecord, b: LocalRecord): boolean =>
  pageOf(a) === pageOf(b) || (rulesOf(a) !== rulesOf(b) && keyOfToday(a) === keyOfToday(b))

/** Links with the others that may be one page with them. */
export const likesOf = (links: readonly LocalRecord[]): LocalRecord[][] => [
  ...Map.groupBy(links, keyOfToday).values(),
]

/** Those made by the newest rules first. */
export const newestFirst = (links: readonly LocalRecord[]): LocalRecord[] =>
  links.toSorted((a, b) => rulesOf(b) - rulesOf(a) || byAge(a, b))

/**
 * The link made by older rules that one made elsewhere is. Two of older rules that are one page by later ones were
 * kept apart by somebody who had both, and stay so: the new one is that of its very address, or the oldest. Whether
 * addresses that differ are one page is for clients of just the rules it was made by to say.
 */
export function olderLikeOf(
  link: LocalRecord,
  likes: readonly LocalRecord[],
): LocalRecord | undefined {
  const older = likes.filter((each) => rulesOf(each) < rulesOf(link)).toSorted(byAge)
  const url = textOf(link.record, 'url')
  const same = older.find(({ record }) => textOf(record, 'url') === url)
  return same ?? (rulesOf(link) === KEY_RULES ? older[0] : undefined)
}
