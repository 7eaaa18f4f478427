import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { onScrollOrResize } from '../ui/on-scroll-or-resize.ts'
import {
  firstAt,
  type Layout,
  type Look,
  layoutOf,
  placeOf,
  type Run,
  runIn,
  scrollFor,
} from './shelf-layout.ts'

export interface ShelfWindow {
  layout: Layout
  run: Run
  /** How far the shelf was scrolled when this was measured. */
  top: number
  /** What the layout was made for. */
  look: Look
  inner: number
}

type Box = RefObject<HTMLElement | null>

/** Which cells of a scrolling shelf are in view; undefined until its width is known. */
export function useWindow(
  list: Box,
  rows: Box,
  look: Look,
  count: number,
): ShelfWindow | undefined {
  const [shown, setShown] = useState<ShelfWindow>()
  useLayoutEffect(() => {
    const [element, inner] = [list.current, rows.current]
    if (!element || !inner) return
    return onScrollOrResize(element, () =>
      setShown((old) => {
        const width = inner.clientWidth
        const layout = old && isFor(old, look, width) ? old.layout : layoutOf(look, width)
        const top = element.scrollTop
        const run = runIn(layout, top, element.clientHeight, count)
        return renewed(old, { layout, top, run, look, inner: width })
      }),
    )
  }, [list, rows, look.view, look.searching, look.starts, count])
  return shown
}

const isFor = (old: ShelfWindow, { view, searching, starts }: Look, width: number): boolean =>
  old.inner === width &&
  old.look.view === view &&
  old.look.searching === searching &&
  old.look.starts === starts

/** The old object where nothing to draw changed, which spares a drawing. */
function renewed(old: ShelfWindow | undefined, next: ShelfWindow): ShelfWindow {
  if (old?.layout !== next.layout) return next
  if (old.run.first !== next.run.first || old.run.end !== next.run.end) return next
  old.top = next.top
  return old
}

/** Scrolls a cell into view whenever another one is chosen. */
export function useInView(list: Box, shown: ShelfWindow | undefined, index: number, id: number) {
  const known = shown !== undefined
  useLayoutEffect(() => {
    const element = list.current
    if (!element || !shown || index < 0) return
    const top = scrollFor(shown.layout, index, element.scrollTop, element.clientHeight)
    if (top !== undefined) element.scrollTop = top
  }, [list, id, known])
}

/** Where cells change their size or number in a row, the one that matters stays where it was. */
export function useAnchor(list: Box, shown: ShelfWindow | undefined, chosen: number): void {
  const last = useRef<ShelfWindow>(undefined)
  useLayoutEffect(() => {
    const [element, old] = [list.current, last.current]
    last.current = shown
    if (!element || !old || !shown || old.layout === shown.layout) return
    const index = isIn(old, chosen, element.clientHeight) ? chosen : firstIn(old)
    const above = placeOf(old.layout, index).y - old.top
    element.scrollTop = placeOf(shown.layout, index).y - Math.max(0, above)
  }, [list, shown])
}

function isIn({ layout, top }: ShelfWindow, index: number, height: number): boolean {
  return index >= 0 && scrollFor(layout, index, top, height) === undefined
}

/** The first one of which nothing is hidden. */
const firstIn = ({ layout, top }: ShelfWindow): number =>
  firstAt(layout, top + layout.height + layout.gap - 1)
