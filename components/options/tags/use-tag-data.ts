import { useMemo } from 'preact/hooks'
import { allTags } from '../../../utils/db/queries.ts'
import { type RecentAct, recentActs } from '../../../utils/db/recent-acts.ts'
import { type TagHolders, tagHolders } from '../../../utils/db/tag-use.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { buildTagTree, type TagNode } from '../../../utils/model/tag-tree.ts'
import { useLive } from '../../ui/use-live.ts'
import { countLinks, type TagCount } from './count-links.ts'
import { TAG_ACTS } from './tag-acts.ts'

/** Enough to find yesterday's slip. */
const SHOWN_ACTS = 20

export interface TagData {
  tags: Tag[]
  byId: ReadonlyMap<number, Tag>
  tree: TagNode[]
  counts: ReadonlyMap<number, TagCount>
  recent: RecentAct[]
}

const NO_HOLDERS: TagHolders = { links: new Map(), trash: new Set() }

/** The tags with all the screen shows of them; undefined until read. */
export function useTagData(): TagData | undefined {
  const tags = useLive(allTags, [])
  const holders = useLive(tagHolders, [])
  const recent = useLive(() => recentActs(TAG_ACTS, SHOWN_ACTS), [])
  const tree = useMemo(() => buildTagTree(tags ?? []), [tags])
  const byId = useMemo(() => new Map((tags ?? []).map((tag) => [tag.id, tag])), [tags])
  const counts = useMemo(() => countLinks(tree, holders ?? NO_HOLDERS), [tree, holders])
  return tags && holders && recent && { tags, byId, tree, counts, recent }
}
