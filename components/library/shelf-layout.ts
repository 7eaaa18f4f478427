import type { View } from './route.ts'

/** Where the cells of a shelf are; all are of one size, so that place and number follow from each other. */
export interface Layout {
  columns: number
  width: number
  height: number
  /** Between cells, both ways. */
  gap: number
}

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
}

/** What stands under a card's picture: two lines of title, one of where and when, one of tags. */
const CARD_TEXT = 98
const NARROW = 560

/** @param width of the shelf, its padding left out */
export function layoutOf({ view, searching }: Look, width: number): Layout {
  const more = searching ? EXCERPT[view] : 0
  if (view !== 'grid') return { columns: 1, width, height: ROW_HEIGHT[view] + more, gap: 0 }
  const [smallest, gap] = width < NARROW ? [140, 12] : [224, 20]
  const columns = Math.max(1, Math.floor((width + gap) / (smallest + gap)))
  const card = Math.floor((width - gap * (columns - 1)) / columns)
  return { columns, gap, width: card, height: Math.round(card * 0.625) + CARD_TEXT + more }
}

/** Height of all cells together. */
export function fullHeight({ columns, height, gap }: Layout, count: number): number {
  const rows = Math.ceil(count / columns)
  return Math.max(0, rows * (height + gap) - gap)
}

/** Left and top of a cell. */
export const placeOf = ({ columns, width, height, gap }: Layout, index: number) => ({
  x: (index % columns) * (width + gap),
  y: Math.floor(index / columns) * (height + gap),
})

/** Cells are drawn in blocks of about this many pixels: few at a time, so that each frame has little to do. */
const BLOCK = 180

/** How many pixels above and below what is in view are drawn as well. */
const SPARE = 300

/** The cells to draw for a place in the list: those in view, and some to spare on both sides. */
export function runIn(layout: Layout, top: number, shown: number, count: number): Run {
  const pitch = layout.height + layout.gap
  const block = Math.ceil(BLOCK / pitch)
  const firstRow = Math.floor((top - SPARE) / pitch / block) * block
  const endRow = Math.ceil((top + shown + SPARE) / pitch / block) * block
  return {
    first: Math.max(0, firstRow * layout.columns),
    end: Math.min(count, endRow * layout.columns),
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
  if (top > y) return y
  return top < lowest ? lowest : undefined
}

/** The cell so many rows further; a short last row is reached at its end. */
export function rowStep(index: number, rows: number, columns: number, count: number): number {
  if (index < 0) return 0
  const next = index + rows * columns
  if (next < 0) return index % columns
  if (next < count) return next
  const rowOf = (place: number) => Math.floor(place / columns)
  return rowOf(index) < rowOf(count - 1) ? count - 1 : index
}
