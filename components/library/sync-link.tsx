import { syncGlance } from '../../utils/db/sync-queries.ts'
import { SyncState } from '../ui/sync-state.tsx'
import { useCalmLive } from './use-calm-live.ts'

/** How sync stands, and the way to its settings; nothing where nothing is synced. */
export function SyncLink({ ready }: { ready: boolean }) {
  const view = useCalmLive(syncGlance, ready)
  return view ? (
    <a class="side-link" href="options.html#cloud">
      <SyncState view={view} />
    </a>
  ) : null
}
