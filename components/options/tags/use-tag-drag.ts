import { useEffect, useRef, useState } from 'preact/hooks'
import type { Tag } from '../../../utils/model/link.ts'
import { ancestorsOf } from '../../../utils/model/tag-tree.ts'
import { followPointer } from '../../ui/follow-pointer.ts'
import type { TreeOps } from './use-tree-ops.ts'

/** Near the edges of the window the page scrolls along. */
const EDGE = 72
const SCROLL_STEP = 12

export interface Drag {
  tag: Tag
  x: number
  y: number
  /** Id of the tag under the pointer that would take it, 0 for the top, undefined for nowhere. */
  over: number | undefined
}

export type StartDrag = (event: PointerEvent, tag: Tag) => void

/** Dragging a tag by mouse or pen: onto another nests it, onto the zone above takes it to the top. */
export function useTagDrag(
  byId: ReadonlyMap<number, Tag>,
  ops: TreeOps,
): { drag: Drag | undefined; start: StartDrag } {
  const [drag, setDrag] = useState<Drag>()
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])

  const start = (down: PointerEvent, tag: Tag) => {
    if (down.button !== 0 || down.pointerType === 'touch') return
    let over: number | undefined
    stop.current = followPointer(down, {
      move: (event) => {
        over = placeAt(event, tag, byId)
        setDrag({ tag, x: event.clientX, y: event.clientY, over })
        scrollAtEdge(event.clientY)
      },
      end: (dropped) => {
        setDrag(undefined)
        if (dropped && over !== undefined) ops.moveInto(tag, byId.get(over))
      },
    })
  }
  return { drag, start }
}

/** Where a tag would go if it were dropped here. */
function placeAt(
  { clientX, clientY }: PointerEvent,
  tag: Tag,
  byId: ReadonlyMap<number, Tag>,
): number | undefined {
  const under = document.elementFromPoint(clientX, clientY)
  if (under?.closest('[data-role=top-zone]')) return tag.parent === 0 ? undefined : 0
  const id = Number(under?.closest('[data-role=tag-row]')?.getAttribute('data-tag-id') ?? 0)
  const target = byId.get(id)
  if (!target || id === tag.parent) return undefined
  const inside = [target, ...ancestorsOf(target, byId)].some((each) => each.id === tag.id)
  return inside ? undefined : id
}

function scrollAtEdge(y: number): void {
  if (y < EDGE) scrollBy(0, -SCROLL_STEP)
  else if (y > innerHeight - EDGE) scrollBy(0, SCROLL_STEP)
}
