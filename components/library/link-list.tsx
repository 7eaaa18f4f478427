import { useEffect, useMemo, useRef } from 'preact/hooks'
import { t } from '../../utils/i18n/t.ts'
import type { Job } from '../../utils/model/job.ts'
import type { Tag } from '../../utils/model/link.ts'
import type { ShelfActs } from './cell-props.ts'
import { dragLinks } from './drag-links.ts'
import type { NamedGroups } from './find-groups.ts'
import { GroupHead } from './group-head.tsx'
import type { Route, View } from './route.ts'
import { useHits } from './search/use-hits.ts'
import { fullHeight, lastUpTo, placeOf } from './shelf-layout.ts'
import { useSameRows } from './shelf-row.tsx'
import { usePlace } from './use-place.ts'
import type { Selection } from './use-selection.ts'
import { useShelfRows } from './use-shelf-rows.ts'
import { type ShelfWindow, useAnchor, useInView, useWindow } from './use-window.ts'
import './cell.css'
import './link-list.css'

interface Props {
  ids: Float64Array
  /** They are all there are. */
  whole: boolean
  /** Brings the next ones where these are not all. */
  more: (() => void) | undefined
  groups: NamedGroups | undefined
  /** The shelf the ids are of. */
  shelf: string
  route: Route
  view: View
  selection: Selection
  tags: Map<number, Tag>
  acts: ShelfActs
  /** Told how many cells stand side by side, for the keys. */
  columns: { current: number }
}

/** The shelf: only the links in view exist, whatever their number. */
export function LinkList(props: Props) {
  const { ids, shelf, view, selection, route } = props
  const list = useRef<HTMLDivElement>(null)
  const rows = useRef<HTMLUListElement>(null)
  const look = { view, searching: route.q !== '', starts: props.groups?.starts }
  const shown = useWindow(list, rows, look, ids.length)
  const at = selection.cursor || route.link
  const index = ids.indexOf(at)
  if (shown) props.columns.current = shown.layout.columns
  usePlace(list, shelf, shown !== undefined)
  useAnchor(list, shown, index)
  useInView(list, shown, index, at)
  const atEnd = shown !== undefined && shown.run.end >= ids.length
  useEffect(() => {
    if (atEnd) props.more?.()
  }, [atEnd, props.more])
  return (
    <div
      class="shelf"
      ref={list}
      data-role="list"
      data-view={view}
      data-selecting={selection.ids.length > 0}
    >
      <ul
        class="shelf-rows"
        ref={rows}
        aria-label={t('library.links')}
        style={{ height: shown ? `${fullHeight(shown.layout, ids.length)}px` : '100%' }}
        onDragStart={(event) => dragLinks(event, selection.ids)}
      >
        {shown && <Heads {...props} shown={shown} />}
        {shown && <Cells {...props} shown={shown} list={list} />}
      </ul>
    </div>
  )
}

/** Heads of the groups that have a cell among those drawn. */
function Heads({ shown, groups, ...rest }: Props & { shown: ShelfWindow }) {
  const { layout, run } = shown
  if (!groups || !layout.groups) return null
  const { starts, tops } = layout.groups
  const [first, last] = [lastUpTo(starts, run.first), lastUpTo(starts, run.end - 1)]
  return Array.from({ length: last - first + 1 }, (_, n) => {
    const at = first + n
    const top = tops[at] ?? 0
    const height = (tops[at + 1] ?? 0) - top
    return <GroupHead key={`group ${groups.keys[at]}`} {...{ groups, at, top, height }} {...rest} />
  })
}

type CellsProps = Props & { shown: ShelfWindow; list: { current: HTMLElement | null } }

const NO_JOBS: Job[] = []

function Cells({ shown, list, ...props }: CellsProps) {
  const { ids, whole, selection, route, view, tags } = props
  const acts = useSteady(props.acts)
  const { layout, run } = shown
  const drawn = [...ids.subarray(run.first, run.end)]
  const { linkOf, jobs } = useShelfRows(props.shelf, ids, run)
  const hits = useHits(
    route.q,
    view,
    drawn.flatMap((id) => linkOf(id) ?? []),
  )
  const atCursor = drawn.includes(selection.cursor)
  const tabbable = atCursor ? selection.cursor : drawn[0]
  // A link can be read before its row is drawn, and only that takes the focus.
  useFocus(list, selection, atCursor && linkOf(selection.cursor) !== undefined)
  const rowOf = useSameRows()
  return (
    <>
      {drawn.map((id, offset) => {
        const { x, y } = placeOf(layout, run.first + offset)
        return rowOf(id, {
          id,
          x,
          y,
          width: layout.width,
          height: layout.height,
          setSize: whole ? ids.length : -1,
          place: run.first + offset + 1,
          view,
          tags,
          acts,
          route,
          link: linkOf(id),
          jobs: jobs?.get(id) ?? NO_JOBS,
          hit: hits.get(id),
          chosen: route.link === id,
          selected: selection.has(id),
          tabbable: id === tabbable,
        })
      })}
    </>
  )
}

/** The same object for good, which calls the newest functions. */
function useSteady(acts: ShelfActs): ShelfActs {
  const newest = useRef(acts)
  newest.current = acts
  return useMemo(
    () => ({
      show: (id) => newest.current.show(id),
      open: (link) => newest.current.open(link),
      toggle: (id) => newest.current.toggle(id),
      extendTo: (id) => newest.current.extendTo(id),
      allowSites: () => newest.current.allowSites(),
    }),
    [],
  )
}

/** The focus goes where the keys go, unless somebody is in a field or a dialog. */
function useFocus(
  list: { current: HTMLElement | null },
  { cursor, moves }: Selection,
  drawn: boolean,
): void {
  const wanted = useRef(0)
  useEffect(() => {
    wanted.current = cursor
  }, [cursor, moves])
  useEffect(() => {
    if (!drawn || wanted.current === 0) return
    wanted.current = 0
    const active = document.activeElement
    const free = !active || active === document.body || list.current?.contains(active)
    const link = list.current?.querySelector<HTMLElement>(`[data-link-id="${cursor}"] .row-link`)
    if (free) link?.focus({ preventScroll: true })
  }, [cursor, moves, drawn])
}
