import { isTwinKey, twinKeyOf } from '../../links/twin-key.ts'
import { LinkshotError } from '../../model/error.ts'
import type { Link } from '../../model/link.ts'
import { db } from '../database.ts'
import { ownKey, similarKeysOf } from '../link-keys.ts'
import type { LinkLine } from './row-shapes.ts'

/**
 * Imported links with the keys of today. Two that were apart where they come from stay apart, as they do
 * when a library gets new rules.
 * @param claimed the keys they came with, of all pages so far
 * @throws LinkshotError 'zip-damaged' where two came with the same one
 */
export async function keyLinks(page: readonly LinkLine[], claimed: Set<string>): Promise<Link[]> {
  const plain = page.map(ownKey)
  const taken = new Set((await db.links.where('urlKey').anyOf(plain).keys()) as string[])
  return page.map((line, index) => {
    if (claimed.has(line.urlKey)) throw new LinkshotError('zip-damaged', `address ${line.urlKey}`)
    claimed.add(line.urlKey)
    const key = plain[index] ?? ''
    const isTwin = isTwinKey(line.urlKey) || taken.has(key)
    taken.add(isTwin ? '' : key)
    return keyed(line, isTwin ? twinKeyOf(key, line.uid) : key)
  })
}

/** A line as the row of today's database. */
export function keyed(line: LinkLine, urlKey: string): Link {
  const link = { ...line, urlKey, canonical: line.canonical ?? '' }
  return { ...link, similarKeys: similarKeysOf(link) }
}
