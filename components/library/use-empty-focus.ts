import { useEffect, useRef } from 'preact/hooks'
import type { Results } from './use-results.ts'

/** Once the last link of a shelf has left it the focus goes to the shelf's name, unless something else holds it. */
export function useEmptyFocus(results: Results | undefined): void {
  const last = useRef({ shelf: '', count: 0 })
  const shelf = results?.shelf ?? ''
  const count = results?.ids.length ?? 0
  useEffect(() => {
    const before = last.current
    last.current = { shelf, count }
    if (count > 0 || before.count === 0 || before.shelf !== shelf) return
    requestAnimationFrame(() => {
      const name = document.querySelector<HTMLElement>('.library-shelf-name')
      if (!name || document.activeElement !== document.body) return
      name.tabIndex = -1
      name.focus()
    })
  }, [shelf, count])
}
