import type { View } from './route.ts'

/** Where the cells of a shelf are; all are of one size, so that place and number follow from each other. */
export interface Layout {
  columns: number
  width: number
  height: number
  /** Between cells, both ways. */
  gap: number
  /** Groups, each with a head over its cells and its own last row. */
  groups?: LayoutGroups
}

interface LayoutGroups {
  /** Which cell each begins with, and the end of the last. */
  starts: Uint32Array
  /** Where the head of each is, and the end of the last. */
  tops: Float64Array
}

/** Of a group's head; `group-head.css` knows it, too. */
export const HEAD = 44

/** A run of cells: from `first` up to but not including `end`. */
export interface Run {
  first: number
  end: number
}

const ROW_HEIGHT = { list: 92, compact: 36 } as const

/** Two lines of the page, which a search shows. */
const EXCERPT = { list: 24, compact: 0, grid: 36 } as const

/** How a shelf shows its links. */
export interface Look {
  view: View
  searching: boolean
  /** Which cell each group begins with, and the end of the last; none where there are no groups. */
  starts?: Uint32Array | undefined
}

/** What stands under a card's picture: two lines of title, one of where and when, one of tags. */
const CARD_TEXT = 98
const NARROW = 560

/** @param width of the shelf, its padding left out */
export function layoutOf(look: Look, width: number): Layout {
  const { starts } = look
  const cells = cellsOf(look, width)
  return starts ? { ...cells, groups: { starts, tops: topsOf(cells, starts) } } : cells
}

function cellsOf({ view, searching }: Look, width: number): Layout {
  const more = searching ? EXCERPT[view] : 0
  if (view !== 'grid') return { columns: 1, width, height: ROW_HEIGHT[view] + more, gap: 0 }
  const [smallest, gap] = width < NARROW ? [140, 12] : [224, 20]
  const columns = Math.max(1, Math.floor((width + gap) / (smallest + gap)))
  const card = Math.floor((width - gap * (columns - 1)) / columns)
  return { columns, gap, width: card, height: Math.round(card * 0.625) + CARD_TEXT + more }
}

function topsOf({ columns, height, gap }: Layout, starts: Uint32Array): Float64Array {
  const tops = new Float64Array(starts.length)
  for (let group = 0; group + 1 < starts.length; group += 1) {
    const cells = (starts[group + 1] ?? 0) - (starts[group] ?? 0)
    tops[group + 1] = (tops[group] ?? 0) + HEAD + Math.ceil(cells / columns) * (height + gap)
  }
  return tops
}

/** The last of ascending numbers that is not above a value; its place. */
export function lastUpTo(numbers: Uint32Array | Float64Array, value: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** Height of all cells together. */
export function fullHeight({ columns, height, gap, groups }: Layout, count: number): number {
  if (groups) return groups.tops.at(-1) ?? 0
  const rows = Math.ceil(count / columns)
  return Math.max(0, rows * (height + gap) - gap)
}

/** Left and top of a cell. */
export function placeOf({ columns, width, height, gap, groups }: Layout, index: number) {
  const group = groups ? lastUpTo(groups.starts, index) : 0
  const within = index - (groups?.starts[group] ?? 0)
  const top = groups ? (groups.tops[group] ?? 0) + HEAD : 0
  return {
    x: (within % columns) * (width + gap),
    y: top + Math.floor(within / columns) * (height + gap),
  }
}

/**
 * Cells come and go in blocks of about this many pixels, not always whole rows: few at a time, so that each frame of a
 * scroll has little to do, and not fewer, as each time has its price.
 */
const BLOCK = 180

/** How many pixels above and below what is in view are drawn as well, one row at least. */
const SPARE = 300

/** The cells to draw for a place in the list: those in view, and some to spare on both sides. */
export function runIn(layout: Layout, top: number, shown: number, count: number): Run {
  const row = layout.height + layout.gap
  const block = Math.max(1, Math.round((BLOCK * layout.columns) / row))
  const spare = Math.max(SPARE, row)
  return {
    first: Math.floor(cellAt(layout, top - spare) / block) * block,
    end: Math.min(count, Math.ceil(cellAt(layout, top + shown + spare) / block) * block),
  }
}

/** The first cell of the row at a height. */
export function firstAt(layout: Layout, y: number): number {
  const { top, start, end } = groupAt(layout, y)
  const rows = Math.floor((y - top) / (layout.height + layout.gap))
  return Math.min(end, start + Math.max(0, rows) * layout.columns)
}

/** The first cell below a height, if those of a row stood as stairs. */
function cellAt(layout: Layout, y: number): number {
  const { top, start, end } = groupAt(layout, y)
  const cells = Math.floor(((y - top) * layout.columns) / (layout.height + layout.gap))
  return Math.min(end, start + Math.max(0, cells))
}

/** Where the cells of the group at a height begin, and which those are. */
function groupAt({ groups }: Layout, y: number) {
  if (!groups) return { top: 0, start: 0, end: Infinity }
  const group = lastUpTo(groups.tops, y)
  return {
    top: (groups.tops[group] ?? 0) + HEAD,
    start: groups.starts[group] ?? 0,
    end: groups.starts[group + 1] ?? Infinity,
  }
}

/** How far to scroll so that a cell is in view, nothing if it is. */
export function scrollFor(
  layout: Layout,
  index: number,
  top: number,
  shown: number,
): number | undefined {
  const { y } = placeOf(layout, index)
  const lowest = y + layout.height + layout.gap - shown
  // The head of its group stays at the top, over what is there.
  const highest = layout.groups ? y - HEAD : y
  if (top > highest) return highest
  return top < lowest ? lowest : undefined
}

/** The cell so many rows further; a short last row is reached at its end. */
export function rowStep(
  index: number,
  rows: number,
  columns: number,
  count: number,
  starts?: Uint32Array,
): number {
  if (index < 0) return 0
  if (starts) return stepOver(starts, index, rows, columns)
  const next = index + rows * columns
  if (next < 0) return index % columns
  if (next < count) return next
  const rowOf = (place: number) => Math.floor(place / columns)
  return rowOf(index) < rowOf(count - 1) ? count - 1 : index
}

/** Row by row: each group begins a new one. */
function stepOver(starts: Uint32Array, from: number, rows: number, columns: number): number {
  let index = from
  for (let step = 0; step < Math.abs(rows); step += 1) {
    const group = lastUpTo(starts, index)
    const [start = 0, end = 0] = [starts[group], starts[group + 1]]
    const column = (index - start) % columns
    const next = index + Math.sign(rows) * columns
    if (next >= start && next < end) index = next
    else if (rows > 0) index = below(starts, group, index, column, columns)
    else index = above(starts, group, index, column, columns)
  }
  return index
}

function below(
  starts: Uint32Array,
  group: number,
  index: number,
  column: number,
  columns: number,
): number {
  const [start = 0, end = 0, after] = [starts[group], starts[group + 1], starts[group + 2]]
  const isLastRow =
    Math.floor((index - start) / columns) === Math.floor((end - 1 - start) / columns)
  if (!isLastRow) return end - 1
  return after === undefined ? index : Math.min(after - 1, end + column)
}

function above(
  starts: Uint32Array,
  group: number,
  index: number,
  column: number,
  columns: number,
): number {
  if (group === 0) return index
  const [before = 0, start = 0] = [starts[group - 1], starts[group]]
  const lastRow = before + Math.floor((start - 1 - before) / columns) * columns
  return Math.min(start - 1, lastRow + column)
}
