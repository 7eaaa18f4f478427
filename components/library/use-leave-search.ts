import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Arrow down in the search field goes to the first hit, unless the field has a use for it. */
export function useLeaveSearch(
  field: RefObject<HTMLInputElement | null>,
  toFirst: () => boolean,
): void {
  const newest = useRef(toFirst)
  newest.current = toFirst
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { current } = field
      if (event.key !== 'ArrowDown' || event.target !== current || event.isComposing) return
      if (event.defaultPrevented) return
      event.preventDefault()
      current?.blur()
      if (!newest.current()) current?.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [field])
}
