import { useState } from 'preact/hooks'
import type { TreeView } from './visible-rows.ts'

/** What is open over the tree; one thing at a time. */
export type Mode =
  | { kind: 'none' }
  | { kind: 'rename' | 'colour' | 'move' | 'merge'; id: number }
  /** `at`: where the pointer asked for it. */
  | { kind: 'menu'; id: number; at?: { x: number; y: number } }
  /** A tag can't go to `parent` because `into` has its name there. */
  | { kind: 'collision'; id: number; into: number }
  | { kind: 'keys' }

export interface TreeState {
  view: TreeView
  setView: (patch: Partial<TreeView>) => void
  /** The tag the keys act on, 0 for none yet. */
  active: number
  /** Tags chosen together; empty where only the active one is. */
  picked: ReadonlySet<number>
  mode: Mode
  /** Grows whenever the active row is to take the focus. */
  focusCount: number
  setMode: (mode: Mode) => void
  /** Ends what is open and gives the focus back to the row. */
  leave: () => void
  activate: (id: number) => void
  /** Makes a row the active one without giving it the focus, and opens what it is inside of. */
  reveal: (id: number, above: number[]) => void
  pick: (picked: ReadonlySet<number>, active: number) => void
  setOpen: (ids: number[], open: boolean) => void
}

const HOME: TreeView = { filter: '', sort: 'name', unused: false, closed: new Set() }
const NONE: Mode = { kind: 'none' }

/** What the tree shows and where in it the user is. */
export function useTreeState(): TreeState {
  const [view, putView] = useState(HOME)
  const [chosen, setChosen] = useState({
    active: 0,
    picked: new Set<number>() as TreeState['picked'],
  })
  const [mode, setMode] = useState<Mode>(NONE)
  const [focusCount, setFocusCount] = useState(0)
  const setView = (patch: Partial<TreeView>) => putView((old) => ({ ...old, ...patch }))
  const pick = (picked: TreeState['picked'], active: number) => {
    setChosen({ active, picked })
    setMode(NONE)
    setFocusCount((count) => count + 1)
  }
  return {
    view,
    setView,
    ...chosen,
    mode,
    focusCount,
    setMode,
    pick,
    activate: (id) => pick(new Set(), id),
    reveal: (id, above) => {
      setChosen({ active: id, picked: new Set() })
      setView({ closed: changed(view.closed, above, true), filter: '', unused: false })
    },
    leave: () => {
      setMode(NONE)
      setFocusCount((count) => count + 1)
    },
    setOpen: (ids, open) => setView({ closed: changed(view.closed, ids, open) }),
  }
}

function changed(closed: ReadonlySet<number>, ids: number[], open: boolean): Set<number> {
  const next = new Set(closed)
  for (const id of ids) {
    if (open) next.delete(id)
    else next.add(id)
  }
  return next
}
