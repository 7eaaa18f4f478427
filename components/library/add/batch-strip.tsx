import { Pause } from 'lucide'
import { allJobs } from '../../../utils/db/queries.ts'
import { linkBatches, pausedLinks } from '../../../utils/db/queue-queries.ts'
import { tn } from '../../../utils/i18n/t.ts'
import type { BatchProgress, LinkJob } from '../../../utils/model/job.ts'
import { Note } from '../../ui/note.tsx'
import type { AllSites } from '../../ui/use-all-sites.ts'
import { useLive } from '../../ui/use-live.ts'
import { BatchBar, PauseButton } from './batch-bar.tsx'

/** How far the links added together have come, while their pages are kept; all lists in one line. */
export function BatchStrip({ sites }: { sites: AllSites }) {
  const batches = useLive(linkBatches, [])?.filter(({ total }) => total > 1) ?? []
  if (batches.length === 0) return <PausedStrip />
  const sum = (of: (batch: BatchProgress) => number) =>
    batches.reduce((total, batch) => total + of(batch), 0)
  const asks = sum(({ needsPermission }) => needsPermission)
  const ids = batches.map(({ id }) => id)
  return (
    <div class="library-notes">
      <BatchBar
        sums={{
          total: sum(({ total }) => total),
          kept: sum(({ kept }) => kept),
          failed: sum(({ failed }) => failed),
          open: sum(({ open }) => open) + asks,
          asks,
          later: sum(({ later }) => later),
          ends: batches.flatMap(({ ends }) => ends),
        }}
        failed={() => linksIn(ids, ['failed'])}
        open={() => linksIn(ids, ['waiting', 'running', 'later', 'needs-permission'])}
        {...(asks > 0 ? { allow: sites.allow } : {})}
      />
    </div>
  )
}

/** Where nothing was added together, a paused queue would be seen nowhere. */
function PausedStrip() {
  const waiting = useLive(pausedLinks, []) ?? 0
  if (waiting === 0) return null
  return (
    <div class="library-notes">
      <Note icon={Pause} actions={<PauseButton paused />}>
        <p data-role="paused">{tn('library.pausedLinks', waiting)}</p>
      </Note>
    </div>
  )
}

async function linksIn(batches: string[], states: LinkJob['status'][]): Promise<number[]> {
  const jobs = (await allJobs()).filter((job) => job.kind === 'link')
  return jobs
    .filter(({ batch = '', status }) => batches.includes(batch) && states.includes(status))
    .map(({ linkId }) => linkId)
}
