import { jobsOf } from '../../utils/db/queries.ts'
import { t } from '../../utils/i18n/t.ts'
import type { Job } from '../../utils/model/job.ts'
import { Progress } from './progress.tsx'
import { useLive } from './use-live.ts'

/** How far a link's page has come; nothing once all is done. */
export function LinkProgress({ linkId }: { linkId: number }) {
  const jobs = useLive(() => jobsOf(linkId), [linkId]) ?? []
  return <JobProgress jobs={jobs} />
}

/** The same for jobs already read. */
export function JobProgress({ jobs }: { jobs: Job[] }) {
  const parts = jobs.find((job) => job.kind === 'resources')
  if (parts && parts.total > 0) {
    const done = Math.max(0, parts.total - parts.wanted.length)
    return <Progress label={t('ui.partsKept', done, parts.total)} value={done / parts.total} />
  }
  const page = jobs.find((job) => job.kind === 'link')
  if (page?.status === 'waiting') return <Progress label={t('ui.waiting')} />
  if (parts || page?.status === 'running') return <Progress label={t('ui.keeping')} />
  return null
}
