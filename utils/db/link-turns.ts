import type { LinkJob } from '../model/job.ts'
import { db } from './database.ts'

/** A range of the queue: jobs of one status by their order, all or up to a time. */
export const linkJobsBy = (status: LinkJob['status'], until = Infinity) =>
  db.jobs
    .where('[kind+status+startedAt]')
    .between(['link', status, -Infinity], ['link', status, until], true, true)

/** Ids of the links that wait for their turn, oldest first; from the index alone, no row is read. */
export const waitingLinkJobs = (): Promise<string[]> => linkJobsBy('waiting').primaryKeys()

/** Jobs by their ids; undefined where they are gone. */
export async function linkJobsByIds(ids: string[]): Promise<(LinkJob | undefined)[]> {
  const jobs = await db.jobs.bulkGet(ids)
  return jobs.map((job) => (job?.kind === 'link' ? job : undefined))
}

/** Marks a waiting link as running; undefined where it waits no more. */
export async function startLinkJob(id: string): Promise<LinkJob | undefined> {
  return db.transaction('rw', db.jobs, async () => {
    const job = await db.jobs.get(id)
    if (job?.kind !== 'link' || job.status !== 'waiting') return undefined
    const running: LinkJob = { ...job, status: 'running', attempts: job.attempts + 1 }
    await db.jobs.put(running)
    return running
  })
}

/** Lets a running link be tried again at a time; a job that was dropped meanwhile stays away. */
export async function putOffLinkJob(
  id: string,
  why: Pick<LinkJob, 'reason' | 'detail'> & { notBefore: number },
): Promise<void> {
  await changeRunning(id, (job) => ({
    ...job,
    ...why,
    status: 'later',
    tabId: -1,
    attempts: 0,
    failures: (job.failures ?? 0) + 1,
    startedAt: why.notBefore,
  }))
}

/** Lets a running link wait for its turn as if it had not been begun. */
export async function giveBackLinkJob(id: string): Promise<void> {
  await changeRunning(id, (job) => ({ ...job, status: 'waiting', tabId: -1, attempts: 0 }))
}

async function changeRunning(id: string, change: (job: LinkJob) => LinkJob): Promise<void> {
  await db.transaction('rw', db.jobs, async () => {
    const job = await db.jobs.get(id)
    if (job?.kind !== 'link' || job.status !== 'running') return
    await db.jobs.put({ ...change(job), updatedAt: Date.now() })
  })
}

/** Lets links whose time has come wait for their turn, behind those that wait already. @returns how many */
export async function bringDueLinks(now: number): Promise<number> {
  return db.transaction('rw', db.jobs, async () => {
    const due = (await linkJobsBy('later', now).toArray()) as LinkJob[]
    if (due.length > 0) await db.jobs.bulkPut(due.map(waitingAgain))
    return due.length
  })
}

/** When the next link is to be tried again. */
export async function nextDue(): Promise<number | undefined> {
  return ((await linkJobsBy('later').first()) as LinkJob | undefined)?.notBefore
}

const waitingAgain = ({ notBefore: _, ...job }: LinkJob): LinkJob => ({
  ...job,
  status: 'waiting',
})

/**
 * Puts links before all others that wait, in the order they are given; those that were to be tried again
 * later go at once.
 * @returns their jobs
 */
export async function hurryLinkJobs(ids: string[]): Promise<LinkJob[]> {
  return db.transaction('rw', db.jobs, async () => {
    const first = (await linkJobsBy('waiting').first()) as LinkJob | undefined
    const jobs = (await linkJobsByIds([...new Set(ids)])).filter(
      (job) => job?.status === 'waiting' || job?.status === 'later',
    ) as LinkJob[]
    const from = Math.min(first?.startedAt ?? Date.now(), Date.now()) - jobs.length
    const hurried = jobs.map((job, index) => ({ ...waitingAgain(job), startedAt: from + index }))
    await db.jobs.bulkPut(hurried)
    return hurried
  })
}
