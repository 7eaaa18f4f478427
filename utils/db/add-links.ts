import type { Link } from '../model/link.ts'
import { linkIdAt } from '../shared/ids.ts'
import { act } from './act.ts'
import { changeLinks } from './change-links.ts'
import { db } from './database.ts'
import { linksWithKeys } from './link-keys.ts'
import { rekeyLinks } from './rekey-links.ts'
import { newLink } from './save-capture.ts'
import { ensureTags } from './tags.ts'

export interface Address {
  url: string
  /** Canonical form; each only once in a call. */
  urlKey: string
  title?: string
}

/**
 * Adds many links without their pages as one act, or finds those that are there.
 * @returns the links by `urlKey` as they are now, and the keys that were there before
 */
export async function addLinks(
  addresses: Address[],
  tags: string[],
  at: number,
): Promise<{ actId: string; links: Map<string, Link>; known: Set<string> }> {
  await rekeyLinks()
  const keys = addresses.map(({ urlKey }) => urlKey)
  const { actId, value: known } = await act('add-link', async (recorder) => {
    const olds = await linksWithKeys(keys)
    const tagIds = await ensureTags(recorder, tags)
    const fresh = await freshLinks(
      addresses.filter(({ urlKey }) => !olds.has(urlKey)),
      at,
    )
    await recorder.putAll(
      'links',
      fresh.map((link) => ({ ...link, tags: tagIds })),
      [],
    )
    await changeLinks(
      recorder,
      [...olds.values()].map(({ id }) => id),
      (link) => foundAgain(link, tagIds),
    )
    return new Set(olds.keys())
  })
  return { actId, known, links: await linksWithKeys(keys) }
}

/** The row itself where nothing changes. */
function foundAgain(link: Link, tagIds: number[]): Link {
  const state = link.state === 'trash' ? link.stateBeforeTrash : link.state
  const tags = [...new Set([...link.tags, ...tagIds])]
  return state === link.state && tags.length === link.tags.length ? link : { ...link, state, tags }
}

/** Rows with the first free ids of their time, in the order of the addresses. */
async function freshLinks(addresses: Address[], at: number): Promise<Link[]> {
  let id = linkIdAt(at)
  const taken = new Set(await db.links.where('id').aboveOrEqual(id).primaryKeys())
  return addresses.map(({ url, urlKey, title = '' }) => {
    while (taken.has(id)) id++
    return newLink(id++, { url, urlKey, title, at })
  })
}
