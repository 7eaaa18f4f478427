import type { Link } from '../model/link.ts'
import type { Likeness } from './group-duplicates.ts'
import { plainKeyOf } from './twin-key.ts'
import { urlKeyOrNone } from './url-key.ts'

type Fields = Pick<Link, 'url' | 'urlKey' | 'canonical' | 'similarKeys' | 'title'>

/** Shorter titles, such as 'Home', say nothing. */
const SHORTEST_TITLE = 5

/** What a link says of itself that others of the same page would say, too. */
export function likenessesOf({ url, urlKey, canonical, similarKeys, title }: Fields): Likeness[] {
  const named = canonical === '' ? '' : urlKeyOrNone(canonical)
  // Also its own address: another page may name that as the real one.
  const addresses = [...new Set([plainKeyOf(urlKey), named])].filter((key) => key !== '')
  const plain = title.normalize('NFKC').trim().toLowerCase()
  const isTold = [...plain].length >= SHORTEST_TITLE && URL.canParse(url)
  return [
    ...similarKeys.map((key): Likeness => ({ reason: 'address', key })),
    ...addresses.map((key): Likeness => ({ reason: 'canonical', key })),
    ...(isTold ? [{ reason: 'title', key: `${siteOf(url)} ${plain}` } as const] : []),
  ]
}

const siteOf = (url: string): string => new URL(url).host.replace(/^(?:www|m|mobile|amp)\./, '')
