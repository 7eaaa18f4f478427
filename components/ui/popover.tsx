import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import './popover.css'

export interface PopoverProps {
  /** Where it belongs; it goes below, or above where there is no room. */
  anchor: () => { left: number; top: number; bottom: number } | undefined
  label: string
  close: () => void
  children: ComponentChildren
}

/** Something small over the page. Escape, a press elsewhere and scrolling close it. */
export function Popover({ anchor, label, close, children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: string; top: string }>()
  const newest = useRef(close)
  newest.current = close
  useLayoutEffect(() => {
    const at = anchor()
    const size = box.current?.getBoundingClientRect()
    if (at && size) setPlace(placeFor(at, size))
    const find = (selector: string) => box.current?.querySelector<HTMLElement>(selector)
    const first = find('[aria-checked=true]') ?? find('[data-item]')
    first?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    const press = ({ target }: Event) => {
      if (!(target instanceof Node && box.current?.contains(target))) newest.current()
    }
    const leave = () => newest.current()
    addEventListener('pointerdown', press, { capture: true })
    addEventListener('scroll', leave, { capture: true })
    addEventListener('resize', leave)
    return () => {
      removeEventListener('pointerdown', press, { capture: true })
      removeEventListener('scroll', leave, { capture: true })
      removeEventListener('resize', leave)
    }
  }, [])
  return (
    <div
      ref={box}
      class="ui-popover"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      // Not hidden: what is can't take the focus.
      style={place ?? { opacity: 0 }}
      onKeyDown={(event) => moveFocus(event, box.current, close)}
    >
      {children}
    </div>
  )
}

const GAP = 4

function placeFor(
  at: { left: number; top: number; bottom: number },
  { width, height }: { width: number; height: number },
): { left: string; top: string } {
  const below = at.bottom + GAP
  const fits = below + height <= innerHeight - GAP
  const left = Math.max(GAP, Math.min(at.left, innerWidth - width - GAP))
  const top = fits ? below : Math.max(GAP, at.top - height - GAP)
  return { left: `${left}px`, top: `${top}px` }
}

const STEPS: Partial<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
}

function moveFocus(event: KeyboardEvent, box: HTMLElement | null, close: () => void): void {
  const items = [...(box?.querySelectorAll<HTMLElement>('[data-item]') ?? [])]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const step = STEPS[event.key]
  if (event.key === 'Escape' || event.key === 'Tab') close()
  else if (event.key === 'Home') items[0]?.focus()
  else if (event.key === 'End') items.at(-1)?.focus()
  else if (step) items[(at + step + items.length) % items.length]?.focus()
  else return
  event.preventDefault()
  event.stopPropagation()
}
