import { useRef } from 'preact/hooks'
import type { Tag } from '../../../utils/model/link.ts'
import { isLetter, keyName } from './key-name.ts'
import { moveKeys, rowOfWord } from './move-keys.ts'
import type { TreeOps } from './use-tree-ops.ts'
import type { TreeState } from './use-tree-state.ts'
import type { Row } from './visible-rows.ts'

/** Letters pressed within this time of each other are one word to go to. */
const WORD_MS = 700

/** Ways to the field for new tags. */
export interface NewTag {
  begin: () => void
  beginInside: (tag: Tag) => void
}

/** The keys of the tree; the answer is for its keydown. */
export function useTreeKeys(
  rows: Row[],
  state: TreeState,
  ops: TreeOps,
  create: NewTag,
): (event: KeyboardEvent) => void {
  const word = useRef({ text: '', at: -Infinity })
  const goToWord = ({ key, timeStamp }: KeyboardEvent, row: Row, going: boolean) => {
    const text = going ? word.current.text + key : key
    word.current = { text, at: timeStamp }
    const found = rowOfWord(rows, row, text, going)
    if (found) state.activate(found.tag.id)
  }
  return (event) => {
    if (event.isComposing || isField(event.target)) return
    const row = rows.find(({ tag }) => tag.id === state.active) ?? rows[0]
    if (!row) return
    const typing = isLetter(event) && event.timeStamp - word.current.at < WORD_MS
    const keys = { ...moveKeys(rows, row, state), ...actKeys(rows, row, state, ops, create) }
    const action = typing ? undefined : keys[keyName(event)]
    if (!action && !isLetter(event)) return
    event.preventDefault()
    event.stopPropagation()
    if (action) action()
    else goToWord(event, row, typing)
  }
}

/** Keys that act on the active tag; letters not among them begin the name of a tag to go to. */
function actKeys(
  rows: Row[],
  row: Row,
  state: TreeState,
  ops: TreeOps,
  create: NewTag,
): Partial<Record<string, () => void>> {
  const { tag } = row
  const { id } = tag
  const open = (kind: 'rename' | 'colour' | 'merge' | 'move' | 'menu') => () =>
    state.setMode({ kind, id })
  return {
    'Enter': open('rename'),
    'F2': open('rename'),
    'c': open('colour'),
    'm': open('merge'),
    'v': open('move'),
    '.': open('menu'),
    'ContextMenu': open('menu'),
    'Shift+F10': open('menu'),
    'n': create.begin,
    'i': () => create.beginInside(row.tag),
    'o': () => ops.showLinks(tag),
    'Alt+Shift+ArrowRight': () => ops.nest(tag),
    'Alt+Shift+ArrowLeft': () => ops.unnest(tag),
    'mod+]': () => ops.nest(tag),
    'mod+[': () => ops.unnest(tag),
    'Delete': () => ops.remove(tag),
    '#': () => ops.remove(tag),
    ' ': () => togglePicked(state, id),
    'mod+a': () => state.pick(new Set(rows.map((each) => each.tag.id)), id),
    'Escape': state.picked.size > 0 ? () => state.activate(id) : undefined,
  }
}

function togglePicked(state: TreeState, id: number): void {
  const picked = new Set(state.picked)
  if (!picked.delete(id)) picked.add(id)
  state.pick(picked, id)
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, [role=menu]') !== null
