import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Tag } from '../../../utils/model/link.ts'
import { isUnused, NO_LINKS } from './count-links.ts'
import { deleteTags, undoLast } from './tag-acts.ts'
import { usePageKeys } from './use-page-keys.ts'
import type { TagData } from './use-tag-data.ts'
import type { NewTag } from './use-tree-keys.ts'
import { type TreeOps, useTreeOps } from './use-tree-ops.ts'
import { type TreeState, useTreeState } from './use-tree-state.ts'
import { type Row, visibleRows } from './visible-rows.ts'

export interface Manager {
  data: TagData
  state: TreeState
  rows: Row[]
  ops: TreeOps
  /** What is typed to be made a tag of. */
  typed: string
  setTyped: (text: string) => void
  createField: RefObject<HTMLInputElement | null>
  filterField: RefObject<HTMLInputElement | null>
  create: NewTag
  /** Shows a tag as soon as it is there. */
  made: (id: number) => void
  /** Goes to the tree. */
  enter: () => void
  unused: Tag[]
  deleteUnused: () => void
}

/** All that the parts of the tag manager share. */
export function useTagManager(data: TagData): Manager {
  const state = useTreeState()
  const { view, active } = state
  const rows = useMemo(
    () => visibleRows(data.tree, data.counts, view),
    [data.tree, data.counts, view],
  )
  const ops = useTreeOps(data, rows, state)
  const [typed, setTyped] = useState('')
  const createField = useRef<HTMLInputElement>(null)
  const filterField = useRef<HTMLInputElement>(null)
  const made = useMade(data, ops)
  const unused = data.tags.filter(({ id }) => isUnused(data.counts.get(id) ?? NO_LINKS))
  const enter = () => {
    const shown = rows.filter(({ faint }) => !faint)
    const row = shown.find(({ tag }) => tag.id === active) ?? shown[0]
    if (row) state.activate(row.tag.id)
  }
  const create: NewTag = {
    begin: () => createField.current?.select(),
    beginInside: (tag) => {
      state.setMode({ kind: 'none' })
      setTyped(`${ops.path(tag)}/`)
      createField.current?.focus()
    },
  }
  usePageKeys({
    'n': create.begin,
    '/': () => filterField.current?.select(),
    '?': () => state.setMode({ kind: 'keys' }),
    'mod+z': () => void undoLast(),
    'ArrowDown': enter,
  })
  return {
    ...{
      data,
      state,
      rows,
      ops,
      typed,
      setTyped,
      createField,
      filterField,
      made,
      enter,
      unused,
      create,
    },
    deleteUnused: () => void deleteTags(unused),
  }
}

/** A tag that was just made is in the answer before it is in what the screen has read. */
function useMade(data: TagData, ops: TreeOps): (id: number) => void {
  const [made, setMade] = useState(0)
  const tag = data.byId.get(made)
  useEffect(() => {
    if (!tag) return
    ops.reveal(tag)
    setMade(0)
  }, [tag])
  return setMade
}
