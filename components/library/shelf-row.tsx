import type { VNode } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import type { Link } from '../../utils/model/link.ts'
import type { CellProps } from './cell-props.ts'
import { CellSkeleton } from './cell-skeleton.tsx'
import { LinkCard } from './link-card.tsx'
import { LinkLine } from './link-line.tsx'
import { LinkRow } from './link-row.tsx'
import { formatRoute, type Route, type View } from './route.ts'

interface CellOf extends Omit<CellProps, 'link'> {
  link: Link | undefined
  view: View
}

interface RowOf extends Omit<CellOf, 'href'> {
  id: number
  x: number
  y: number
  width: number
  height: number
  /** How many there are, -1 where that is not known yet. */
  setSize: number
  /** Which of them it is, from 1. */
  place: number
  route: Route
}

const rowFor = ({ id, x, y, width, height, setSize, place, route, ...cell }: RowOf) => (
  <li
    key={id}
    class="shelf-row"
    // One text: four properties are four calls, for every row that comes.
    style={`left:${x}px;top:${y}px;width:${width}px;height:${height}px`}
    aria-setsize={setSize}
    aria-posinset={place}
  >
    <Cell {...cell} href={formatRoute({ ...route, link: id })} />
  </li>
)

/** Makes rows, and gives the one it made before where nothing of it changed: Preact does not look into that again. */
export function useSameRows(): (id: number, row: RowOf) => VNode {
  const made = useRef(new Map<number, { row: RowOf; node: VNode }>())
  const next = new Map<number, { row: RowOf; node: VNode }>()
  const last = made.current
  made.current = next
  return (id, row) => {
    const old = last.get(id)
    const kept = old && isSame(old.row, row) ? old : { row, node: rowFor(row) }
    next.set(id, kept)
    return kept.node
  }
}

const isSame = (one: RowOf, other: RowOf): boolean =>
  (Object.keys(one) as (keyof RowOf)[]).every((name) => one[name] === other[name])

const CELLS = { grid: LinkCard, list: LinkRow, compact: LinkLine } as const

/** Drawn again only where something of its own changed: a step of the keys touches two. */
function Cell({ link, jobs, hit, href, chosen, selected, tabbable, tags, view, acts }: CellOf) {
  const View = CELLS[view]
  return useMemo(
    () =>
      link ? (
        <View {...{ link, jobs, hit, href, chosen, selected, tabbable, tags, acts }} />
      ) : (
        <CellSkeleton view={view} />
      ),
    [link, jobs, hit, href, chosen, selected, tabbable, tags, view],
  )
}
