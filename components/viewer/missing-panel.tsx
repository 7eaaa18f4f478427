import type { Missing } from '../../utils/model/snapshot.ts'
import { MissingList } from '../ui/missing-list.tsx'
import { useOutside } from './use-outside.ts'

/** How much is not in the snapshot; opens over the page to the list, closes when anything else is used. */
export function MissingPanel({ missing }: { missing: Missing[] }) {
  const place = useOutside()
  return (
    <div class="viewer-missing" ref={place}>
      <MissingList missing={missing} />
    </div>
  )
}
