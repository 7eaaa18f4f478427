import { addLink } from '../db/link-acts.ts'
import { linkById, linksByIds } from '../db/queries.ts'
import { parseAddress, parsePageAddress } from '../links/parse-address.ts'
import { urlKeyOf } from '../links/url-key.ts'
import { LinkshotError } from '../model/error.ts'
import type { Link } from '../model/link.ts'
import { newUid } from '../shared/ids.ts'
import { queueLinks } from './link-queue.ts'

/** What one address came to. */
export interface AddedAddress {
  url: string
  linkId: number
  actId: string
  already: boolean
  capture: 'queued' | 'needs-permission' | 'none'
}

/**
 * Adds a typed address to the library and, if asked, opens it quietly to keep its page.
 * @throws LinkshotError 'bad-address' or 'unsupported-scheme'
 */
export async function addAddress(
  typed: string,
  options: { tags: string[]; capture: boolean },
): Promise<AddedAddress> {
  const url = parseAddress(typed)
  const added = await addOnly(url, options)
  const { linkId, actId: act } = added
  const known = await linkById(linkId)
  const wanted = options.capture && (known?.versions ?? 0) === 0
  return { url, ...added, capture: wanted ? await queueLinks([{ linkId, url, act }]) : 'none' }
}

/**
 * Keeps the address of a page that can't be captured.
 * @throws LinkshotError 'bad-address' or 'unsupported-scheme'
 */
export async function keepAddress(typed: string, title: string): Promise<AddedAddress> {
  const url = parsePageAddress(typed)
  return { url, ...(await addOnly(url, { tags: [], title })), capture: 'none' }
}

const addOnly = (url: string, { tags, title = '' }: { tags: string[]; title?: string }) =>
  addLink({ url, urlKey: urlKeyOf(url), title, tags, at: Date.now() })

/** Tries failed links again, or keeps another version of those that were kept. */
export async function retryLinks(linkIds: number[]): Promise<void> {
  const links = await knownLinks(linkIds)
  await queueLinks(links.map(({ id, url }) => ({ linkId: id, url })))
}

async function knownLinks(linkIds: number[]): Promise<Link[]> {
  const links = (await linksByIds([...new Set(linkIds)])).flatMap((link) => link ?? [])
  if (links.length === 0) throw new LinkshotError('not-found')
  return links
}

/** Opens links again for another version each; several are a batch. */
export async function keepAgain(linkIds: number[]): Promise<{ capture: AddedAddress['capture'] }> {
  const links = await knownLinks(linkIds)
  const batch = links.length > 1 ? newUid() : ''
  return {
    capture: await queueLinks(
      links.map(({ id, url }) => ({ linkId: id, url })),
      batch,
    ),
  }
}
