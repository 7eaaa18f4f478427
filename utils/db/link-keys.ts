import { similarKeyOf } from '../links/similar-key.ts'
import { isTwinKey, plainKeyOf, TWIN, twinKeyOf } from '../links/twin-key.ts'
import { urlKeyOrNone } from '../links/url-key.ts'
import type { Link } from '../model/link.ts'
import { db } from './database.ts'

/** The key that a link's address has by the rules of today. */
export const ownKey = ({ url, urlKey }: Pick<Link, 'url' | 'urlKey'>): string =>
  urlKeyOrNone(url) || plainKeyOf(urlKey)

/** What a link's addresses have in common with other ways to the same page. */
export function similarKeysOf({ url, canonical }: Pick<Link, 'url' | 'canonical'>): string[] {
  return [...new Set([similarKeyOf(url), similarKeyOf(canonical)])].filter((key) => key !== '')
}

/** The link a key stands for: a twin only where nobody else has it. */
export async function linkWithKey(key: string): Promise<Link | undefined> {
  // Of several keys each is looked up with a cursor, which goes to the database twice.
  const exact = await db.links.where('urlKey').equals(key).first()
  return exact ?? (await twinsWithKeys(new Set([key]))).get(key)
}

/** The links that keys stand for, by key. */
export async function linksWithKeys(keys: string[]): Promise<Map<string, Link>> {
  const exact = await db.links.where('urlKey').anyOf(keys).toArray()
  const found = new Map(exact.map((link) => [link.urlKey, link]))
  const missing = new Set(keys.filter((key) => !found.has(key)))
  return missing.size === 0 ? found : new Map([...found, ...(await twinsWithKeys(missing))])
}

/** There are few of them, if any. */
async function twinsWithKeys(keys: ReadonlySet<string>): Promise<Map<string, Link>> {
  const found = new Map<string, Link>()
  for (const twin of await db.links.where('urlKey').startsWith(TWIN).toArray()) {
    const key = plainKeyOf(twin.urlKey)
    if (keys.has(key) && !found.has(key)) found.set(key, twin)
  }
  return found
}

/**
 * Deleted links as they come back. Where an address that was another's then is the same by rules made
 * since, it is a twin; where the address was added again since, it keeps the key, which the index refuses.
 */
export async function withKeysOfToday(links: Link[], deletedAt: number): Promise<Link[]> {
  const holders = await db.links.where('urlKey').anyOf(links.map(ownKey)).toArray()
  const older = holders.filter(({ createdAt }) => createdAt < deletedAt)
  const taken = new Set(older.map(({ urlKey }) => urlKey))
  return links.map((link) => {
    const key = ownKey(link)
    const isTwin = isTwinKey(link.urlKey) || taken.has(key)
    taken.add(key)
    const urlKey = isTwin ? twinKeyOf(key, link.uid) : key
    // A row of an older version has no canonical address.
    return { ...link, urlKey, canonical: link.canonical ?? '' }
  })
}
