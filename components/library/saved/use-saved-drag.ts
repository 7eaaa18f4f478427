import { useEffect, useRef, useState } from 'preact/hooks'
import { followPointer } from '../../ui/follow-pointer.ts'
import { gapAt } from './gap-at.ts'

export interface SavedDrag {
  id: string
  /** It would go before the line that stands there. */
  gap: number
}

/** Near its edges the list scrolls along. */
const EDGE = 24
const SCROLL_STEP = 8

/** Dragging a saved search to another place by mouse or pen; fingers scroll. */
export function useSavedDrag(place: (id: string, gap: number) => void) {
  const [drag, setDrag] = useState<SavedDrag>()
  const newest = useRef(place)
  newest.current = place
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])
  const start = (down: PointerEvent, id: string) => {
    const line = down.target instanceof Element ? down.target.closest('.side-link') : null
    const list = line?.closest<HTMLElement>('.side-list')
    if (!list || down.button !== 0 || down.pointerType === 'touch') return
    let gap = 0
    stop.current = followPointer(down, {
      move: ({ clientY }) => {
        gap = gapAt(
          clientY,
          [...list.children].map((each) => each.getBoundingClientRect()),
        )
        setDrag({ id, gap })
        scrollAtEdge(list.parentElement, clientY)
      },
      end: (dropped) => {
        setDrag(undefined)
        if (dropped) newest.current(id, gap)
      },
    })
  }
  return { drag, start }
}

function scrollAtEdge(box: HTMLElement | null, y: number): void {
  const { top = 0, bottom = 0 } = box?.getBoundingClientRect() ?? {}
  if (y < top + EDGE) box?.scrollBy(0, -SCROLL_STEP)
  else if (y > bottom - EDGE) box?.scrollBy(0, SCROLL_STEP)
}
