import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** Height of a row; the same for all, so that place and number follow from each other. */
export const ROW_HEIGHT = 36

/** Rows are drawn in blocks, so that scrolling by a few draws nothing. */
const BLOCK = 16

/** The rows to draw: from `first` up to but not including `end`. */
export interface RowWindow {
  first: number
  end: number
}

/** Which rows of a list that scrolls with the page are in view, with a block to spare on both sides. */
export function useRowWindow(list: RefObject<HTMLElement | null>, count: number): RowWindow {
  const [rows, setRows] = useState<RowWindow>({ first: 0, end: BLOCK * 4 })
  useLayoutEffect(() => {
    const measure = () => {
      const top = list.current?.getBoundingClientRect().top
      if (top !== undefined) setRows((old) => same(old, rowsIn(-top, innerHeight, count)))
    }
    measure()
    addEventListener('scroll', measure, { passive: true })
    addEventListener('resize', measure)
    return () => {
      removeEventListener('scroll', measure)
      removeEventListener('resize', measure)
    }
  }, [list, count])
  return rows
}

function rowsIn(top: number, height: number, count: number): RowWindow {
  const first = Math.floor(Math.max(0, top) / ROW_HEIGHT / BLOCK) * BLOCK
  const shown = Math.ceil(height / ROW_HEIGHT)
  return {
    first: Math.max(0, first - BLOCK),
    end: Math.min(count, Math.ceil((first + shown) / BLOCK) * BLOCK + BLOCK * 2),
  }
}

/** The old object where nothing changed, which spares a drawing. */
const same = (old: RowWindow, next: RowWindow): RowWindow =>
  old.first === next.first && old.end === next.end ? old : next
