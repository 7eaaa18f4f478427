import type { Tag } from '../../model/link.ts'
import { buildTagTree, TAG_SEPARATOR, type TagNode } from '../../model/tag-tree.ts'
import { foldText } from '../index/fold.ts'
import { isInside } from '../query/evaluate-query.ts'

/** What each tag is called: its paths from the top, by the aliases of those it is inside of, too. */
export type TagNames = ReadonlyMap<number, readonly string[]>

export function namesOfTags(tags: readonly Tag[]): TagNames {
  const names = new Map<number, string[]>()
  const visit = ({ tag, children }: TagNode, above: string[]) => {
    const own = [...above.map((path) => path + tag.name), ...tag.aliases]
    names.set(tag.id, own)
    for (const child of children)
      visit(
        child,
        own.map((path) => path + TAG_SEPARATOR),
      )
  }
  for (const root of buildTagTree(tags)) visit(root, [''])
  return names
}

/** Ids of the tags that a path means, those inside it included. */
export function tagsInside(names: TagNames, path: string): number[] {
  const wanted = foldText(path)
  return [...names].flatMap(([id, paths]) =>
    paths.some((each) => isInside(foldText(each), wanted)) ? [id] : [],
  )
}
