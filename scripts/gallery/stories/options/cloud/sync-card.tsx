import { SyncCard } from '../../../../../components/options/cloud/sync-card.tsx'
import type { SyncView } from '../../../../../utils/db/sync-queries.ts'
import { SYNC_REASONS } from '../../../../../utils/model/cloud.ts'
import { noop, type State, type Story, unfold } from '../../../story.ts'
import { LOG, SYNC_VIEWS } from '../../../sync-samples.ts'

const shown = (name: string, view: SyncView): State => ({
  name,
  wide: true,
  show: () => <SyncCard view={view} syncNow={noop} />,
})

const waits = (reason: (typeof SYNC_REASONS)[number]): SyncView => ({
  status: { state: 'waiting', reason, detail: '', until: Date.now() + 90_000, at: 0 },
  log: [],
  use: undefined,
  unsent: 0,
  bodies: 0,
  rejected: 0,
})

export const story: Story = [
  ...Object.entries(SYNC_VIEWS).map(([name, view]) => shown(name, view)),
  {
    ...shown('with its log', { ...waits('server'), log: LOG }),
    play: unfold,
  },
  ...SYNC_REASONS.map((reason) => shown(`waits: ${reason}`, waits(reason))),
]
