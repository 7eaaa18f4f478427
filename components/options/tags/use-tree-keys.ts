import { useRef } from 'preact/hooks'
import { foldName } from '../../ui/match-tags.ts'
import type { TreeOps } from './use-tree-ops.ts'
import type { TreeState } from './use-tree-state.ts'
import type { Row } from './visible-rows.ts'

/** Letters pressed within this time of each other are one word to go to. */
const WORD_MS = 700
const PAGE_ROWS = 10

/** The keys of the tree; `press` is for its keydown. */
export function useTreeKeys(
  rows: Row[],
  state: TreeState,
  ops: TreeOps,
  addInside: (row: Row) => void,
): (event: KeyboardEvent) => void {
  const word = useRef({ text: '', at: -Infinity })
  return (event) => {
    if (event.isComposing || isField(event.target)) return
    const row = rows.find(({ tag }) => tag.id === state.active) ?? rows[0]
    if (!row) return
    const typing = event.timeStamp - word.current.at < WORD_MS
    const action = typing && isLetter(event) ? undefined : actionFor(event, row)
    if (!action && !isLetter(event)) return
    event.preventDefault()
    event.stopPropagation()
    if (action) action()
    else goToWord(event, row)
  }

  function actionFor(event: KeyboardEvent, row: Row): (() => void) | undefined {
    const key = nameOf(event)
    const step = stepFor(key, row)
    if (step) return step
    const { tag } = row
    const actions: Partial<Record<string, () => void>> = {
      'Enter': () => state.setMode({ kind: 'rename', id: tag.id }),
      'F2': () => state.setMode({ kind: 'rename', id: tag.id }),
      'c': () => state.setMode({ kind: 'colour', id: tag.id }),
      'm': () => state.setMode({ kind: 'merge', id: tag.id }),
      'v': () => state.setMode({ kind: 'move', id: tag.id }),
      'i': () => addInside(row),
      'o': () => ops.showLinks(tag),
      'Alt+Shift+ArrowRight': () => ops.nest(tag),
      'Alt+Shift+ArrowLeft': () => ops.unnest(tag),
      'mod+]': () => ops.nest(tag),
      'mod+[': () => ops.unnest(tag),
      'Delete': () => ops.remove(tag),
      '#': () => ops.remove(tag),
      'ContextMenu': () => state.setMode({ kind: 'menu', id: tag.id }),
      'Shift+F10': () => state.setMode({ kind: 'menu', id: tag.id }),
      '.': () => state.setMode({ kind: 'menu', id: tag.id }),
      ' ': () => togglePicked(state, tag.id),
      'mod+a': () => state.pick(new Set(rows.map((each) => each.tag.id)), tag.id),
      'Escape': state.picked.size > 0 ? () => state.activate(tag.id) : undefined,
    }
    return actions[key]
  }

  function stepFor(key: string, row: Row): (() => void) | undefined {
    const at = rows.indexOf(row)
    const go = (index: number) => {
      const to = rows[Math.min(rows.length - 1, Math.max(0, index))]
      return () => to && state.activate(to.tag.id)
    }
    const extend = (index: number) => {
      const to = rows[index]
      return () => to && state.pick(new Set([...state.picked, row.tag.id, to.tag.id]), to.tag.id)
    }
    const steps: Partial<Record<string, () => void>> = {
      'ArrowDown': go(state.active ? at + 1 : at),
      'ArrowUp': go(at - 1),
      'Shift+ArrowDown': extend(at + 1),
      'Shift+ArrowUp': extend(at - 1),
      'PageDown': go(at + PAGE_ROWS),
      'PageUp': go(at - PAGE_ROWS),
      'Home': go(0),
      'End': go(rows.length - 1),
      'ArrowRight': row.open === false ? () => state.setOpen([row.tag.id], true) : inward(at),
      'ArrowLeft': row.open ? () => state.setOpen([row.tag.id], false) : outward(row),
    }
    return steps[key]
  }

  function inward(at: number): () => void {
    const [row, next] = [rows[at], rows[at + 1]]
    return () => row?.open && next && state.activate(next.tag.id)
  }

  function outward({ tag }: Row): () => void {
    const known = rows.some((row) => row.tag.id === tag.parent)
    return () => known && state.activate(tag.parent)
  }

  function goToWord({ key, timeStamp }: KeyboardEvent, row: Row): void {
    const going = timeStamp - word.current.at < WORD_MS
    const text = foldName(going ? word.current.text + key : key)
    word.current = { text, at: timeStamp }
    const at = rows.indexOf(row)
    // The first letter goes on to another row, the next ones narrow it down.
    const round = [...rows.slice(going ? at : at + 1), ...rows.slice(0, going ? at : at + 1)]
    const found = round.find(({ tag }) => foldName(tag.name).startsWith(text))
    if (found) state.activate(found.tag.id)
  }
}

function togglePicked(state: TreeState, id: number): void {
  const picked = new Set(state.picked)
  if (!picked.delete(id)) picked.add(id)
  state.pick(picked, id)
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, [role=menu]') !== null

const isLetter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && /^[\p{L}\p{N}]$/u.test(key)

/** 'mod' is Ctrl or Cmd; Shift is named only with keys it doesn't change. */
function nameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const parts = [
    ctrlKey || metaKey ? 'mod' : '',
    altKey ? 'Alt' : '',
    shiftKey && key.length > 1 ? 'Shift' : '',
    ctrlKey || metaKey ? key.toLowerCase() : key,
  ]
  return parts.filter((part) => part !== '').join('+')
}
