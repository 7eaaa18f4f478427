import { Skeleton } from '../ui/skeleton.tsx'

/** A row whose link is being read. */
export function RowSkeleton() {
  return (
    <div class="row">
      <div class="row-thumb" />
      <div class="row-text">
        <Skeleton width="55%" height="16px" />
        <Skeleton width="30%" height="12px" />
      </div>
    </div>
  )
}
