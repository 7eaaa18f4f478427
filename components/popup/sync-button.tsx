import { syncGlance } from '../../utils/db/sync-queries.ts'
import { SyncState } from '../ui/sync-state.tsx'
import { useLive } from '../ui/use-live.ts'

/** How sync stands, and the way to its settings; nothing where nothing is synced. */
export function SyncButton({ open }: { open: () => void }) {
  const view = useLive(syncGlance, [])
  return view ? (
    <button type="button" class="popup-sync" data-action="cloud" onClick={open}>
      <SyncState view={view} />
    </button>
  ) : null
}
