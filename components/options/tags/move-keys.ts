import { foldName } from '../../ui/match-tags.ts'
import type { TreeState } from './use-tree-state.ts'
import type { Row } from './visible-rows.ts'

const PAGE_ROWS = 10

/** Keys that go to another row, and those that open and close one. */
export function moveKeys(
  rows: Row[],
  row: Row,
  state: TreeState,
): Partial<Record<string, () => void>> {
  const at = rows.indexOf(row)
  const id = row.tag.id
  const go = (index: number) => () => {
    const to = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (to) state.activate(to.tag.id)
  }
  const extend = (index: number) => () => {
    const to = rows[index]
    if (to) state.pick(new Set([...state.picked, id, to.tag.id]), to.tag.id)
  }
  const outer = rows.findIndex(({ tag }) => tag.id === row.tag.parent)
  return {
    'ArrowDown': go(state.active ? at + 1 : at),
    'ArrowUp': go(at - 1),
    'Shift+ArrowDown': extend(at + 1),
    'Shift+ArrowUp': extend(at - 1),
    'PageDown': go(at + PAGE_ROWS),
    'PageUp': go(at - PAGE_ROWS),
    'Home': go(0),
    'End': go(rows.length - 1),
    'ArrowRight': row.open === false ? () => state.setOpen([id], true) : go(row.open ? at + 1 : at),
    'ArrowLeft': row.open ? () => state.setOpen([id], false) : go(outer < 0 ? at : outer),
  }
}

/**
 * The row whose name begins with what was typed. The first letter goes on to another row, the next ones
 * narrow it down.
 */
export function rowOfWord(rows: Row[], row: Row, typed: string, going: boolean): Row | undefined {
  const from = rows.indexOf(row) + (going ? 0 : 1)
  const round = [...rows.slice(from), ...rows.slice(0, from)]
  const text = foldName(typed)
  return round.find(({ tag }) => foldName(tag.name).startsWith(text))
}
