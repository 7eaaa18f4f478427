import type { Tag } from '../../utils/model/link.ts'
import { tagPath } from '../../utils/model/tag-tree.ts'
import { addTags, moveTo, setStarred, trash } from './link-acts.ts'
import type { Scope } from './route.ts'

type Drop = (ids: number[]) => void

const DROPS: Partial<Record<Scope, Drop>> = {
  inbox: (ids) => void moveTo(ids, 'inbox'),
  read: (ids) => void moveTo(ids, 'read'),
  archived: (ids) => void moveTo(ids, 'archived'),
  starred: (ids) => void setStarred(ids, 1),
  trash: (ids) => void trash(ids),
}

/** What links become that are dropped on a shelf; all of them are in 'all' already. */
export const dropOnShelf = (scope: Scope): Drop | undefined => DROPS[scope]

export const dropOnTag =
  (tag: Tag, byId: ReadonlyMap<number, Tag>): Drop =>
  (ids) =>
    void addTags(ids, [tagPath(tag, byId)])
