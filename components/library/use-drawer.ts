import { useEffect, useState } from 'preact/hooks'
import { formatRoute, type Route } from './route.ts'

export interface Drawer {
  open: boolean
  toggle: () => void
  close: () => void
}

/** Where the window is narrow the side bar is a drawer; it closes once somebody went somewhere. */
export function useDrawer(route: Route): Drawer {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  useEffect(close, [formatRoute({ ...route, link: 0 })])
  useEffect(() => {
    if (!open) return
    document.querySelector<HTMLElement>('.side .side-link[aria-current]')?.focus()
    const press = (event: KeyboardEvent) => {
      // A menu in it goes first.
      if (event.key !== 'Escape' || document.querySelector('[role=menu]')) return
      event.preventDefault()
      close()
    }
    // Before the shelf's Escape.
    addEventListener('keydown', press, true)
    return () => removeEventListener('keydown', press, true)
  }, [open])
  return { open, close, toggle: () => setOpen(!open) }
}
