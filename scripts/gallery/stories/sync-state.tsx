import { SyncState } from '../../../components/ui/sync-state.tsx'
import type { Story } from '../story.ts'
import { SYNC_VIEWS } from '../sync-samples.ts'

export const story: Story = Object.entries(SYNC_VIEWS).map(([name, view]) => ({
  name,
  show: () => <SyncState view={view} />,
}))
