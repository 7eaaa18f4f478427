import type { Link } from '../model/link.ts'
import { linkIdAt } from '../shared/ids.ts'
import { act, type Recorder } from './act.ts'
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
  /** Paths of tags for this one. */
  tags?: string[]
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
    const tagsOf = await tagsByKey(recorder, addresses, tags)
    const fresh = await freshLinks(
      addresses.filter(({ urlKey }) => !olds.has(urlKey)),
      at,
    )
    await recorder.putAll(
      'links',
      fresh.map((link) => ({ ...link, tags: tagsOf(link.urlKey) })),
      [],
    )
    const keyOf = new Map([...olds].map(([key, { id }]) => [id, key]))
    const titles = new Map(addresses.map(({ urlKey, title = '' }) => [urlKey, title]))
    await changeLinks(recorder, [...keyOf.keys()], (link) => {
      const key = keyOf.get(link.id) ?? ''
      return foundAgain(link, tagsOf(key), titles.get(key) ?? '')
    })
    return new Set(olds.keys())
  })
  return { actId, known, links: await linksWithKeys(keys) }
}

/** Ids of each address's tags: those of all and its own; each path is looked for once. */
async function tagsByKey(recorder: Recorder, addresses: Address[], forAll: string[]) {
  const own = new Map(addresses.map(({ urlKey, tags = [] }) => [urlKey, tags]))
  const paths = [...new Set([...forAll, ...[...own.values()].flat()])]
  const ids = await ensureTags(recorder, paths)
  const byPath = new Map(paths.map((path, index) => [path, ids[index]]))
  return (key: string): number[] => {
    const found = [...forAll, ...(own.get(key) ?? [])].flatMap((path) => byPath.get(path) ?? [])
    return [...new Set(found)]
  }
}

/** The row itself where nothing changes. A title is taken by a link that has neither one nor a page. */
function foundAgain(link: Link, tagIds: number[], found: string): Link {
  const state = link.state === 'trash' ? link.stateBeforeTrash : link.state
  const tags = [...new Set([...link.tags, ...tagIds])]
  const title = link.title || (link.versions === 0 ? found : '')
  const same = state === link.state && tags.length === link.tags.length && title === link.title
  return same ? link : { ...link, state, tags, title }
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
