import type { BatchJob, BatchProgress, BusySite, LinkJob } from '../model/job.ts'
import { sitePattern } from '../shared/site-pattern.ts'
import { db } from './database.ts'
import { linkJobId } from './link-jobs.ts'
import { linkJobsBy } from './link-turns.ts'
import { jobsOfKind, setting } from './queries.ts'

/** How far links asked for together have come, newest first. */
export async function linkBatches(): Promise<BatchProgress[]> {
  const all = await Promise.all((await jobsOfKind('batch')).map(progressOf))
  return all.sort((a, b) => b.startedAt - a.startedAt)
}

/** How many links wait while the queue is paused; 0 where it is not. */
export async function pausedLinks(): Promise<number> {
  if (!(await setting('linksPaused'))) return 0
  return linkJobsBy('waiting').count()
}

/** Hosts that want to be left alone, some perhaps no longer. */
export const busySites = (): Promise<BusySite[]> => jobsOfKind('busy-site')

/** Of these links, those whose pages are still to be kept. */
export async function openLinks(linkIds: number[]): Promise<number[]> {
  const jobs = await db.jobs.bulkGet(linkIds.map(linkJobId))
  return jobs.flatMap((job) => (job?.kind === 'link' && job.status !== 'failed' ? job.linkId : []))
}

async function progressOf({ id, kept, startedAt, ends = [] }: BatchJob): Promise<BatchProgress> {
  const count = (status: LinkJob['status']) =>
    db.jobs.where('[batch+status]').equals([id, status]).count()
  const [failed = 0, needsPermission = 0, waiting = 0, running = 0, later = 0] = await Promise.all(
    (['failed', 'needs-permission', 'waiting', 'running', 'later'] as const).map(count),
  )
  const open = waiting + running + later
  return {
    id,
    startedAt,
    ends,
    later,
    kept,
    failed,
    open,
    needsPermission,
    total: kept + failed + open + needsPermission,
  }
}

/** Patterns of the sites whose pages wait for a permission, each once. */
export async function askedSites(): Promise<string[]> {
  const jobs = (await linkJobsBy('needs-permission').toArray()) as LinkJob[]
  return [...new Set(jobs.map(({ url }) => sitePattern(url)).filter(Boolean))]
}
