import { inSlices } from '../shared/in-slices.ts'
import type { FoundLink } from './found-link.ts'
import { urlKeyOf } from './url-key.ts'

/** A link that was found, once for all the places it was found at. */
export interface DistinctLink extends FoundLink {
  /** The canonical form of its address. */
  key: string
}

/** Each link once, in the order they were found: with its first title and all its tags. */
export async function collectLinks<T extends FoundLink>(
  found: Iterable<T>,
  signal?: AbortSignal,
): Promise<(T & DistinctLink)[]> {
  const links = new Map<string, T & DistinctLink>()
  await inSlices(found, (link) => addTo(links, link), signal)
  return [...links.values()]
}

function addTo<T extends FoundLink>(links: Map<string, T & DistinctLink>, link: T): void {
  const key = urlKeyOf(link.url)
  const known = links.get(key)
  if (!known) {
    links.set(key, { ...link, key })
    return
  }
  known.title ||= link.title
  if (link.tags.length > 0) known.tags = [...new Set([...known.tags, ...link.tags])]
}
