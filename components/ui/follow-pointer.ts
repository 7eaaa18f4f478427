/** A shorter way is a click with an unsteady hand. */
const STARTS_AFTER = 5

interface Follow {
  move: (event: PointerEvent) => void
  /** Once, if there was a move; not dropped where it was given up, as by Escape. */
  end: (dropped: boolean) => void
}

/** Follows a pointer that was pressed until it is let go. @returns a function that gives it up */
export function followPointer(down: PointerEvent, { move, end }: Follow): () => void {
  const controller = new AbortController()
  const { signal } = controller
  let moved = false
  const finish = (dropped: boolean) => {
    if (signal.aborted) return
    controller.abort()
    if (moved) end(dropped)
  }
  const giveUp = () => finish(false)
  const follow = (event: PointerEvent) => {
    const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY)
    if (!moved && far < STARTS_AFTER) return
    moved = true
    event.preventDefault()
    getSelection()?.removeAllRanges()
    move(event)
  }
  const drop = () => {
    if (moved) swallowClick()
    finish(true)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !moved) return
    event.stopPropagation()
    giveUp()
    addEventListener('pointerup', swallowClick, { once: true })
  }
  addEventListener('pointermove', follow, { signal })
  addEventListener('pointerup', drop, { signal })
  addEventListener('pointercancel', giveUp, { signal })
  addEventListener('keydown', press, { signal, capture: true })
  return giveUp
}

/** The click that ends a drag is none. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
  }
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }))
}
