import { useLayoutEffect, useRef, useState } from 'preact/hooks'

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/**
 * For a place with a button and a menu: opens and closes it, and moves about in it by keys. Before the next
 * paint, since the next key may come sooner.
 */
export function useMenu() {
  const place = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  useLayoutEffect(() => {
    if (!open) return
    itemsIn(place.current)[0]?.focus()
    const outside = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) close()
    }
    document.addEventListener('pointerdown', outside)
    // A click into the kept page shows here only as the focus going away.
    window.addEventListener('blur', close)
    return () => {
      document.removeEventListener('pointerdown', outside)
      window.removeEventListener('blur', close)
    }
  }, [open])
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!open && event.key === 'ArrowDown') setOpen(true)
      else if (!open || !move(event, place.current)) return
      if (event.key === 'Escape' || event.key === 'Tab') {
        close()
        place.current?.querySelector('button')?.focus()
      }
      event.preventDefault()
    }
    const element = place.current
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [open])
  return { place, open, close, toggle: () => setOpen(!open) }
}

/** @returns whether the key means something to a menu */
function move({ key }: KeyboardEvent, place: HTMLElement | null): boolean {
  const items = itemsIn(place)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const step = STEPS[key]
  if (key === 'Home') items[0]?.focus()
  else if (key === 'End') items.at(-1)?.focus()
  else if (step) items[(at + step + items.length) % items.length]?.focus()
  else return key === 'Escape' || key === 'Tab'
  return true
}

const itemsIn = (place: HTMLElement | null): HTMLElement[] => [
  ...(place?.querySelectorAll<HTMLElement>('[role=menuitem]:not([disabled])') ?? []),
]
