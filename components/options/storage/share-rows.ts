import type { Share } from '../../../utils/db/storage-shares.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { tagPath } from '../../../utils/model/tag-tree.ts'

/** A line of a list of sites or tags. */
export interface ShareRow {
  key: string
  name: string
  bytes: number
  links: number
  /** Where its links are shown. */
  href: string
  /** The tag it is, to be told by its colour. */
  tag?: Tag
}

export const siteRows = (sites: readonly Share<string>[]): ShareRow[] =>
  sites.map(({ key, bytes, links }) => {
    const href = `library.html#/all?q=${encodeURIComponent(key)}`
    return { key, name: key, bytes, links, href }
  })

export function tagRows(shares: readonly Share<number>[], tags: readonly Tag[]): ShareRow[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return shares.flatMap(({ key, bytes, links }) => {
    const tag = byId.get(key)
    if (!tag) return []
    const href = `library.html#/all?tag=${key}`
    return [{ key: String(key), name: tagPath(tag, byId), bytes, links, href, tag }]
  })
}
