import type { Tag } from '../../utils/model/link.ts'

/** Form in which names are compared: width and case folded, trimmed. */
export const foldName = (name: string): string => name.normalize('NFKC').toLowerCase().trim()

/**
 * Tags to offer for what was typed: names that start with it first, then names that contain it.
 * @param chosen ids already on the link, which are not offered
 */
export function matchTags(tags: Tag[], typed: string, chosen: number[], limit = 6): Tag[] {
  const wanted = foldName(typed)
  const free = tags.filter((tag) => !chosen.includes(tag.id))
  const rank = (tag: Tag) =>
    [tag.name, ...tag.aliases].map((name) => rankOf(foldName(name), wanted))
  const ranked = free.map((tag) => ({ tag, rank: Math.min(...rank(tag)) }))
  return ranked
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map((each) => each.tag)
}

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  return name.includes(wanted) ? 2 : 3
}

/** Names typed at once, separated by Chinese or Latin commas. */
export const splitNames = (typed: string): string[] =>
  typed
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
