import { Skeleton } from '../ui/skeleton.tsx'
import type { View } from './route.ts'

/** A cell whose link is being read. */
export function CellSkeleton({ view }: { view: View }) {
  if (view === 'grid') {
    return (
      <div class="cell card" aria-hidden="true">
        <div class="row-thumb card-picture card-picture-blank" />
        <div class="card-text">
          <Skeleton width="80%" height="15px" />
          <Skeleton width="45%" height="12px" />
        </div>
      </div>
    )
  }
  if (view === 'compact') {
    return (
      <div class="cell line" aria-hidden="true">
        <Skeleton width="16px" height="16px" />
        <Skeleton width="40%" height="13px" />
      </div>
    )
  }
  return (
    <div class="cell row" aria-hidden="true">
      <div class="row-thumb" />
      <div class="row-text">
        <Skeleton width="55%" height="16px" />
        <Skeleton width="30%" height="12px" />
      </div>
    </div>
  )
}
