import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'

/** Form in which names are compared: width and case folded, trimmed, no blanks around slashes. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/\s*\/\s*/g, '/')

/** A tag that is offered, under its names from the top down. */
export interface TagMatch {
  tag: Tag
  path: string
}

/**
 * Tags to offer for what was typed: whose name or path it is, then those that start with it, then those
 * that contain it; the shortest path first among these.
 * @param chosen ids already on the link, which are not offered
 */
export function matchTags(tags: Tag[], typed: string, chosen: number[], limit = 6): TagMatch[] {
  const wanted = foldName(typed)
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const free = tags.filter((tag) => !chosen.includes(tag.id))
  return (
    free
      .map((tag) => ({ tag, path: tagPath(tag, byId) }))
      .map((match) => ({ ...match, rank: rankAmong(match, wanted) }))
      .filter(({ rank }) => rank < 3)
      // '前端' before '前端/React'.
      .sort((a, b) => a.rank - b.rank || a.path.length - b.path.length)
      .slice(0, limit)
  )
}

const rankAmong = ({ tag, path }: TagMatch, wanted: string): number =>
  Math.min(...[path, tag.name, ...tag.aliases].map((name) => rankOf(foldName(name), wanted)))

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
