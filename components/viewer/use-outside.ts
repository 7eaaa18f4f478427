import { useEffect, useRef } from 'preact/hooks'

/** For a place with a `details` that opens over the page: it closes when anything else is used. */
export function useOutside() {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const close = () => place.current?.querySelector('details')?.removeAttribute('open')
    const outside = (event: Event) => {
      if (!place.current?.contains(event.target as Node)) close()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('keydown', onKey)
    // A click into the kept page shows here only as the focus going away.
    window.addEventListener('blur', close)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('keydown', onKey)
      window.removeEventListener('blur', close)
    }
  }, [])
  return place
}
