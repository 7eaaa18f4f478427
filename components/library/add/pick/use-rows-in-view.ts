import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { onScrollOrResize } from '../../../ui/on-scroll-or-resize.ts'

/** Rows are drawn in blocks, so that scrolling by a few draws nothing. */
const BLOCK = 12

export interface RowsInView {
  first: number
  end: number
}

/** Which rows of one height of a scrolling box are in view, with a block to spare on both sides. */
export function useRowsInView(
  box: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): RowsInView {
  const [shown, setShown] = useState<RowsInView>({ first: 0, end: BLOCK * 2 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    return onScrollOrResize(element, () => {
      const next = inView(element.scrollTop, element.clientHeight, count, height)
      setShown((old) => (old.first === next.first && old.end === next.end ? old : next))
    })
  }, [count, height])
  return shown
}

function inView(top: number, box: number, count: number, height: number): RowsInView {
  const from = Math.floor(top / height / BLOCK) * BLOCK
  const to = Math.ceil((top + box) / height / BLOCK) * BLOCK
  return { first: Math.max(0, from - BLOCK), end: Math.min(count, to + BLOCK) }
}
