import { useState } from 'preact/hooks'
import { choosable, itemsIn } from './pick-rows.ts'
import type { Pick } from './use-pick.ts'

export interface PickKeys {
  /** The row the keyboard is at. */
  active: number
  press: (event: KeyboardEvent) => void
  /** With the mouse: a row, and with Shift all from the last one to it. */
  click: (index: number, range: boolean) => void
}

/** Rows a page key goes on by. */
const PAGE = 8

/** Moves through a list and chooses lines, as lists of files do. */
export function usePickKeys(pick: Pick): PickKeys {
  const { rows, choose, isChosen } = pick
  const [cursor, setCursor] = useState(0)
  const [anchor, setAnchor] = useState(0)
  const last = rows.length - 1
  const active = Math.min(cursor, Math.max(0, last))
  const isOn = (index: number): boolean => {
    const row = rows[index]
    return row !== undefined && itemsIn(row).every((item) => item.reason || isChosen(item))
  }
  const toggle = (index: number) => {
    const row = rows[index]
    if (row) choose(itemsIn(row), !isOn(index))
    setAnchor(index)
  }
  /** All from the anchor on become what the anchor is. */
  const extend = (index: number) => {
    const [from, to] = [Math.min(anchor, index), Math.max(anchor, index)]
    choose(choosable(rows.slice(from, to + 1)), isOn(Math.min(anchor, last)))
  }
  const act = (index: number, range: boolean) => {
    setCursor(index)
    if (range) extend(index)
    else toggle(index)
  }
  const press = (event: KeyboardEvent) => {
    const { key, shiftKey, ctrlKey, metaKey } = event
    const to = nextRow(key, active, last)
    if (key === ' ') act(active, shiftKey)
    else if (key.toLowerCase() === 'a' && (ctrlKey || metaKey)) choose(choosable(rows), !shiftKey)
    else if (to !== undefined && !ctrlKey && !metaKey) {
      setCursor(to)
      if (shiftKey) extend(to)
      else setAnchor(to)
    } else return
    event.preventDefault()
  }
  return { active, press, click: act }
}

function nextRow(key: string, active: number, last: number): number | undefined {
  const goal = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + PAGE,
    PageUp: active - PAGE,
    Home: 0,
    End: last,
  }[key]
  return goal === undefined ? undefined : Math.max(0, Math.min(last, goal))
}
