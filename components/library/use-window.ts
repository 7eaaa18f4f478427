import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'

/** Height of a row; the same for all, so that place and number follow from each other. */
export const ROW_HEIGHT = 92

/** Rows are drawn and read in blocks, so that scrolling by a few does neither. */
const BLOCK = 12

/** The rows to draw: from `first` up to but not including `end`. */
export interface Rows {
  first: number
  end: number
}

/** Which rows of a scrolling list are in view, with a block to spare on both sides. */
export function useWindow(list: RefObject<HTMLElement | null>, count: number): Rows {
  const [rows, setRows] = useState<Rows>({ first: 0, end: BLOCK * 2 })
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => setRows((old) => same(old, rowsIn(element, count)))
    measure()
    element.addEventListener('scroll', measure, { passive: true })
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', measure)
      resized.disconnect()
    }
  }, [list, count])
  return rows
}

function rowsIn(element: HTMLElement, count: number): Rows {
  const top = Math.floor(element.scrollTop / ROW_HEIGHT / BLOCK) * BLOCK
  const shown = Math.ceil(element.clientHeight / ROW_HEIGHT)
  return {
    first: Math.max(0, top - BLOCK),
    end: Math.min(count, Math.ceil((top + shown) / BLOCK) * BLOCK + BLOCK * 2),
  }
}

/** The old object where nothing changed, which spares a drawing. */
const same = (old: Rows, next: Rows): Rows =>
  old.first === next.first && old.end === next.end ? old : next

/** Scrolls a row into view whenever another one is chosen. */
export function useRowInView(list: RefObject<HTMLElement | null>, index: number): void {
  useEffect(() => {
    const element = list.current
    if (!element || index < 0) return
    const top = index * ROW_HEIGHT
    const lowest = top + ROW_HEIGHT - element.clientHeight
    if (element.scrollTop > top) element.scrollTop = top
    else if (element.scrollTop < lowest) element.scrollTop = lowest
  }, [list, index])
}
