import type { Tag } from '../../../utils/model/link.ts'
import { ancestorsOf, tagPath } from '../../../utils/model/tag-tree.ts'
import { deleteTags, moveTag } from './tag-acts.ts'
import type { TagData } from './use-tag-data.ts'
import type { TreeState } from './use-tree-state.ts'
import type { Row } from './visible-rows.ts'

/** What can be done to a tag from keys, menu and pointer alike. */
export interface TreeOps {
  /** Puts a tag into another, or to the top; a name that is taken there is offered to be merged. */
  moveInto: (tag: Tag, parent: Tag | undefined) => void
  /** The tag a tag would be nested in: the one above it on the same level. */
  nestTarget: (tag: Tag) => Tag | undefined
  nest: (tag: Tag) => void
  unnest: (tag: Tag) => void
  /** Deletes the picked tags if this is one of them, else this one. */
  remove: (tag: Tag) => void
  showLinks: (tag: Tag) => void
  path: (tag: Tag) => string
  reveal: (tag: Tag) => void
}

export function useTreeOps(data: TagData, rows: Row[], state: TreeState): TreeOps {
  const { byId } = data
  const moveInto = async (tag: Tag, parent: Tag | undefined) => {
    if (tag.parent === (parent?.id ?? 0)) return
    if (parent) state.setOpen([parent.id], true)
    const moved = await moveTag(tag, parent)
    if (typeof moved === 'number') state.setMode({ kind: 'collision', id: tag.id, into: moved })
    else state.activate(tag.id)
  }
  const nestTarget = (tag: Tag) => {
    const at = rows.findIndex((row) => row.tag.id === tag.id)
    return rows.slice(0, Math.max(0, at)).findLast((row) => row.tag.parent === tag.parent)?.tag
  }
  const remove = async (tag: Tag) => {
    const tags = state.picked.has(tag.id)
      ? [...state.picked].flatMap((id) => byId.get(id) ?? [])
      : [tag]
    const next = rowAfter(rows, new Set(tags.map(({ id }) => id)), tag.id, byId)
    if (await deleteTags(tags)) state.activate(next)
  }
  return {
    moveInto: (tag, parent) => void moveInto(tag, parent),
    nestTarget,
    nest: (tag) => {
      const target = nestTarget(tag)
      if (target) void moveInto(tag, target)
    },
    unnest: (tag) => {
      const parent = byId.get(tag.parent)
      if (parent) void moveInto(tag, byId.get(parent.parent))
    },
    remove: (tag) => void remove(tag),
    showLinks: (tag) => location.assign(`library.html#/all?tags=${tag.id}`),
    path: (tag) => tagPath(tag, byId),
    reveal: (tag) =>
      state.reveal(
        tag.id,
        ancestorsOf(tag, byId).map(({ id }) => id),
      ),
  }
}

/** The row to go on from once some tags are gone: the next one that stays, else the one before. */
function rowAfter(
  rows: Row[],
  gone: ReadonlySet<number>,
  from: number,
  byId: TagData['byId'],
): number {
  const stays = ({ tag }: Row) =>
    !gone.has(tag.id) && !ancestorsOf(tag, byId).some(({ id }) => gone.has(id))
  const at = rows.findIndex(({ tag }) => tag.id === from)
  const next = rows.slice(at + 1).find(stays) ?? rows.slice(0, Math.max(0, at)).findLast(stays)
  return next?.tag.id ?? 0
}
