import { useEffect, useRef } from 'preact/hooks'
import type { Missing } from '../../utils/model/snapshot.ts'
import { MissingList } from '../ui/missing-list.tsx'

/** How much is not in the snapshot; opens over the page to the list, closes when anything else is used. */
export function MissingPanel({ missing }: { missing: Missing[] }) {
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
  return (
    <div class="viewer-missing" ref={place}>
      <MissingList missing={missing} />
    </div>
  )
}
