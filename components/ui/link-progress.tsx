import { jobsOf } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { Job, ResourcesJob } from '../../utils/model/job.ts'
import { Button } from './button.tsx'
import { Progress } from './progress.tsx'
import { showFailure } from './run-act.ts'
import { useLive } from './use-live.ts'

/** How far a link's page has come; nothing once all is done. */
export function LinkProgress({ linkId }: { linkId: number }) {
  const jobs = useLive(() => jobsOf(linkId), [linkId]) ?? []
  return <JobProgress jobs={jobs} />
}

/** The same for jobs already read. */
export function JobProgress({ jobs }: { jobs: Job[] }) {
  const parts = jobs.find((job) => job.kind === 'resources')
  if (parts?.picture) return <PictureProgress snapshot={parts.snapshot} picture={parts.picture} />
  if (parts && parts.total > 0) {
    const done = Math.max(0, parts.total - parts.wanted.length)
    return <Progress label={t('ui.partsKept', done, parts.total)} value={done / parts.total} />
  }
  const page = jobs.find((job) => job.kind === 'link')
  // A bar that moves would say that something is being done.
  if (page?.status === 'waiting' || page?.status === 'later')
    return <Progress label={t('ui.waiting')} value={0} />
  if (parts || page?.status === 'running') return <Progress label={t('ui.keeping')} />
  return null
}

interface PictureProps {
  snapshot: string
  picture: NonNullable<ResourcesJob['picture']>
}

/** The page is kept by then: to stop it loses nothing but the long picture. */
function PictureProgress({ snapshot, picture: { done, of } }: PictureProps) {
  const label = of > 0 ? t('ui.photographed', Math.min(done + 1, of), of) : t('ui.photographing')
  const stop = () => void send('stop-picture', { snapshot }).catch(showFailure)
  return (
    <div class="ui-progress-line" data-role="picture-progress">
      <Progress label={label} {...(of > 0 ? { value: done / of } : {})} />
      <Button size="small" data-action="stop-picture" onClick={stop}>
        {t('ui.stop')}
      </Button>
    </div>
  )
}
