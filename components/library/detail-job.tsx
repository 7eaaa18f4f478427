import { jobsOf } from '../../utils/db/queries.ts'
import type { Link } from '../../utils/model/link.ts'
import { useLive } from '../ui/use-live.ts'
import { RowJob } from './row-job.tsx'

/** What the link's page waits for, or why it could not be kept and what helps. */
export function DetailJob({ link, allowSites }: { link: Link; allowSites: () => void }) {
  const jobs = useLive(() => jobsOf(link.id), [link.id]) ?? []
  if (jobs.length === 0) return null
  return <RowJob link={link} jobs={jobs} allowSites={allowSites} detail />
}
