import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { keepPlace, readPlace } from './place.ts'
import { everything, NONE, picking, ranged, toggled } from './selection.ts'
import { useOnceWhole } from './use-once-whole.ts'
import type { Results } from './use-results.ts'

/** Which links of a shelf are picked, and which one the keys are at. */
export interface Selection {
  /** In the order of the shelf. */
  ids: number[]
  has: (id: number) => boolean
  /** Id of the link the keys are at, 0 for none. */
  cursor: number
  /** Grows with every move of the keys, also with one to where they are. */
  moves: number
  /** Moves the keys to a link; with `extend` all on the way are picked. */
  moveTo: (id: number, extend?: boolean) => void
  toggle: (id: number) => void
  /** Picks everything from the last one picked to this one. */
  extendTo: (id: number) => void
  /** Picks all, as soon as all are known. */
  all: () => void
  /** Gives up picking all that are not known yet. @returns whether that was wanted */
  callOff: () => boolean
  /** Picks some, or lets them go. */
  pick: (ids: Iterable<number>, on: boolean) => void
  clear: () => void
}

const NOTHING = new Float64Array()

/**
 * Links that leave the shelf leave the selection; another shelf begins with none.
 * @param shelf the one of the address, which may be further than the results
 */
export function useSelection(results: Results | undefined, shelf: string): Selection {
  const view = results?.ids ?? NOTHING
  const [picked, setPicked] = useState(NONE)
  const { cursor, setCursor } = useCursor(results)
  const [moves, setMoves] = useState(0)
  useEffect(() => setPicked(NONE), [results?.shelf])
  const all = useOnceWhole(results, shelf, () => setPicked(everything(view)))
  const ids = useMemo(() => [...view.filter((id) => picked.ids.has(id))], [view, picked])
  const at = (id: number) => {
    setCursor(id)
    setMoves((count) => count + 1)
    keepPlace({ cursor: id })
  }
  return {
    ids,
    cursor,
    moves,
    has: (id) => picked.ids.has(id),
    moveTo: (id, extend = false) => {
      const from = picked.ids.size === 0 && cursor !== 0 ? { ...picked, anchor: cursor } : picked
      if (extend) setPicked(ranged(from, view, id, true))
      at(id)
    },
    toggle: (id) => {
      setPicked(toggled(picked, id))
      at(id)
    },
    extendTo: (id) => {
      const from = picked.ids.size === 0 && cursor !== 0 ? { ...picked, anchor: cursor } : picked
      setPicked(ranged(from, view, id))
      at(id)
    },
    all: all.want,
    callOff: all.callOff,
    pick: (some, on) => setPicked(picking(picked, some, on)),
    clear: () => setPicked(NONE),
  }
}

/** Where the keys are; when that link goes, the one that takes its place. */
function useCursor(results: Results | undefined) {
  const view = results?.ids ?? NOTHING
  const [wanted, setWanted] = useState(0)
  const place = useRef(0)
  useEffect(() => setWanted(readPlace().cursor), [results?.shelf])
  const index = view.indexOf(wanted)
  if (index >= 0) place.current = index
  const gone = index < 0 && wanted !== 0
  const cursor = gone ? (view[Math.min(place.current, view.length - 1)] ?? 0) : wanted
  return { cursor, setCursor: setWanted }
}
