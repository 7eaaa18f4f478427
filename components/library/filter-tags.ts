import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'
import { foldName } from '../ui/match-tags.ts'

/** Tags whose path or one of whose aliases holds what was typed; those whose name begins with it first. */
export function filterTags(tags: Tag[], byId: ReadonlyMap<number, Tag>, typed: string): Tag[] {
  const wanted = foldName(typed)
  const found = tags.filter((tag) =>
    [tagPath(tag, byId), ...tag.aliases].some((name) => foldName(name).includes(wanted)),
  )
  const rank = (tag: Tag) => (foldName(tag.name).startsWith(wanted) ? 0 : 1)
  return found.sort((a, b) => rank(a) - rank(b))
}
