import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../../../utils/i18n/t.ts'
import { RenameField } from './rename-field.tsx'
import { type RowEvents, TagRow } from './tag-row.tsx'
import { ROW_HEIGHT, useRowWindow } from './use-row-window.ts'
import type { TagData } from './use-tag-data.ts'
import type { Drag, StartDrag } from './use-tag-drag.ts'
import type { TreeOps } from './use-tree-ops.ts'
import type { TreeState } from './use-tree-state.ts'
import type { Row } from './visible-rows.ts'
import './tag-tree.css'

interface Props {
  data: TagData
  rows: Row[]
  state: TreeState
  ops: TreeOps
  press: (event: KeyboardEvent) => void
  drag: Drag | undefined
  start: StartDrag
}

/** The tags as a tree; only the rows in view, and the active one, are in the document. */
export function TagTree({ data, rows, state, ops, press, drag, start }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const { first, end } = useRowWindow(list, rows.length)
  const activeAt = rows.findIndex(({ tag }) => tag.id === state.active)
  useActiveRow(state, activeAt)
  const events = rowEvents(rows, state, start)
  const drawn = rows
    .map((row, index) => ({ row, index }))
    .filter(({ index }) => (index >= first && index < end) || index === activeAt)
  return (
    <div
      ref={list}
      class="tag-tree"
      role="tree"
      aria-label={t('ui.tags')}
      aria-multiselectable="true"
      data-role="tag-tree"
      style={{ height: `${rows.length * ROW_HEIGHT}px` }}
      onKeyDown={press}
    >
      {drawn.map(({ row, index }) => (
        <TagRow
          key={row.tag.id}
          row={row}
          index={index}
          reachable={index === Math.max(0, activeAt)}
          selected={isSelected(state, row)}
          target={drag?.over === row.tag.id}
          events={events}
          field={
            isRenamed(state, row) ? (
              <RenameField tag={row.tag} byId={data.byId} path={ops.path} close={state.activate} />
            ) : undefined
          }
        />
      ))}
    </div>
  )
}

const isSelected = ({ picked, active }: TreeState, { tag }: Row): boolean =>
  picked.size > 0 ? picked.has(tag.id) : active === tag.id

const isRenamed = ({ mode }: TreeState, { tag }: Row): boolean =>
  mode.kind === 'rename' && mode.id === tag.id

/** Brings the active row into view, and the focus to it when it is asked for. */
function useActiveRow({ active, focusCount }: TreeState, activeAt: number): void {
  const focused = useRef(0)
  useLayoutEffect(() => {
    const row = document.getElementById(`tag-${active}`)
    if (!row) return
    if (focused.current !== focusCount) row.focus({ preventScroll: true })
    focused.current = focusCount
    row.scrollIntoView({ block: 'nearest' })
  }, [active, activeAt, focusCount])
}

function rowEvents(rows: Row[], state: TreeState, start: StartDrag): RowEvents {
  return {
    click: (event, { tag }) => {
      // A click on a button or into the field of a name is theirs.
      if (event.target instanceof Element && event.target.closest('button, a, .tag-rename')) return
      if (event.shiftKey) state.pick(rangeOf(rows, state.active, tag.id), tag.id)
      else if (event.ctrlKey || event.metaKey) state.pick(toggled(state, tag.id), tag.id)
      else state.activate(tag.id)
    },
    toggle: (row) => state.setOpen([row.tag.id], row.open === false),
    rename: ({ tag }) => state.setMode({ kind: 'rename', id: tag.id }),
    colour: ({ tag }) => openOver(state, tag.id, 'colour'),
    menu: ({ tag }, at) => {
      if (!state.picked.has(tag.id)) state.activate(tag.id)
      state.setMode({ kind: 'menu', id: tag.id, ...(at ? { at } : {}) })
    },
    drag: (event, { tag }) => {
      if (!(event.target instanceof Element && event.target.closest('.tag-rename')))
        start(event, tag)
    },
  }
}

function openOver(state: TreeState, id: number, kind: 'colour'): void {
  state.activate(id)
  state.setMode({ kind, id })
}

function toggled({ picked, active }: TreeState, id: number): Set<number> {
  const next = new Set(picked.size === 0 && active ? [active] : picked)
  if (!next.delete(id)) next.add(id)
  return next
}

function rangeOf(rows: Row[], from: number, to: number): Set<number> {
  const ids = rows.map(({ tag }) => tag.id)
  const ends = [ids.indexOf(from), ids.indexOf(to)]
  return new Set(ids.slice(Math.max(0, Math.min(...ends)), Math.max(...ends) + 1))
}
