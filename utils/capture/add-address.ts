import { nextLinkJob, requeuePermitted } from '../db/jobs.ts'
import { addLink } from '../db/link-acts.ts'
import { linkById } from '../db/queries.ts'
import { parseAddress, parsePageAddress } from '../links/parse-address.ts'
import { urlKeyOf } from '../links/url-key.ts'
import { LinkshotError } from '../model/error.ts'
import { hasAllSites } from '../platform/permissions.ts'
import { queueLink, workOff } from './capture-link.ts'

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
  const known = await linkById(added.linkId)
  const wanted = options.capture && (known?.versions ?? 0) === 0
  return { url, ...added, capture: wanted ? await startLink(added.linkId, url) : 'none' }
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

async function startLink(linkId: number, url: string): Promise<'queued' | 'needs-permission'> {
  const status = await queueLink(linkId, url)
  if (status === 'needs-permission') return status
  void workOff(nextLinkJob)
  return 'queued'
}

/** Tries a failed link again, or keeps another version of one that was kept. */
export async function retryLink(linkId: number): Promise<void> {
  const link = await linkById(linkId)
  if (!link) throw new LinkshotError('not-found')
  await startLink(linkId, link.url)
}

/** Goes on with links that waited for the permission or for a browser that was closed. */
export async function continueLinks(): Promise<void> {
  if (await hasAllSites()) await requeuePermitted()
  await workOff(nextLinkJob)
}
