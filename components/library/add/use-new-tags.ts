import { useState } from 'preact/hooks'
import type { Tag } from '../../../utils/model/link.ts'
import { tagPath } from '../../../utils/model/tag-tree.ts'
import { foldName } from '../../ui/match-tags.ts'

/** Tags for links that are not there yet, and may not be there themselves. */
export interface NewTags {
  paths: string[]
  chosen: Tag[]
  add: (paths: string[]) => void
  remove: (tag: Tag) => void
}

export function useNewTags(tags: Tag[]): NewTags {
  const [paths, setPaths] = useState<string[]>([])
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  const byPath = new Map(tags.map((tag) => [foldName(tagPath(tag, byId)), tag]))
  const chosen = paths.map((path, index) => byPath.get(foldName(path)) ?? unmade(path, index))
  return {
    paths,
    chosen,
    add: (more) => setPaths([...new Set([...paths, ...more])]),
    remove: (tag) => setPaths(paths.filter((_, index) => chosen[index]?.id !== tag.id)),
  }
}

/** Stands for a tag that adding the links will make. */
const unmade = (name: string, index: number): Tag => ({
  id: -1 - index,
  uid: '',
  name,
  nameKey: foldName(name),
  parent: 0,
  colour: '',
  aliases: [],
  order: 0,
})
