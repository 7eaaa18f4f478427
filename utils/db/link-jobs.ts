import type { BatchJob, LinkJob } from '../model/job.ts'
import { db } from './database.ts'
import { linkJobsBy } from './link-turns.ts'

/** One job a link: asking twice doesn't open the page twice. */
export const linkJobId = (linkId: number): string => `link-${linkId}`

/**
 * Puts links' jobs on the list and counts their batch, if they are one. A link that is waiting for its
 * turn or being opened keeps the job it has; one that failed goes to the end of the queue, and so does one
 * that would be tried again later, which stays with who asked for it first.
 */
export async function addLinkJobs(jobs: LinkJob[], batch = ''): Promise<void> {
  await db.transaction('rw', db.jobs, async () => {
    const known = await db.jobs.bulkGet(jobs.map(({ id }) => id))
    const fresh = jobs.flatMap((job, index) => {
      const old = known[index]
      if (old?.kind !== 'link') return [inBatch(job, batch)]
      if (isOpen(old)) return []
      // Whoever asked for it first still wants it where the second takes it back.
      if (old.status === 'later') return [{ ...job, ...belonging(old) }]
      return [inBatch({ ...belonging(old), ...job }, batch)]
    })
    await db.jobs.bulkPut(fresh)
    if (batch !== '' && fresh.length > 0) await db.jobs.put(newBatch(batch))
  })
}

const isOpen = ({ status }: LinkJob): boolean => status === 'waiting' || status === 'running'

const inBatch = (job: LinkJob, batch: string): LinkJob => (batch === '' ? job : { ...job, batch })

/** What a job tried again inherits. */
const belonging = ({ batch, act }: LinkJob): Partial<LinkJob> => ({
  ...(batch === undefined ? {} : { batch }),
  ...(act === undefined ? {} : { act }),
})

export function newBatch(id: string): BatchJob {
  const now = Date.now()
  return { id, kind: 'batch', kept: 0, linkId: 0, tabId: -1, startedAt: now, updatedAt: now }
}

/** Lets all links that waited for a permission wait for their turn. */
export async function requeuePermitted(): Promise<void> {
  await linkJobsBy('needs-permission').modify({ status: 'waiting' } as Partial<LinkJob>)
}

/** Lets links wait for their turn where their pages may be read, and for the permission where not. */
export async function sortByPermission(mayRead: (url: string) => boolean): Promise<void> {
  const move = (from: LinkJob['status'], to: LinkJob['status'], may: boolean) =>
    linkJobsBy(from)
      .filter((job) => job.kind === 'link' && mayRead(job.url) === may)
      .modify({ status: to } as Partial<LinkJob>)
  await db.transaction('rw', db.jobs, async () => {
    await move('waiting', 'needs-permission', false)
    await move('needs-permission', 'waiting', true)
  })
}

/** Jobs marked as being opened, by this worker or one that was killed. */
export const runningLinkJobs = (): Promise<LinkJob[]> =>
  linkJobsBy('running').toArray() as Promise<LinkJob[]>

/** Changes a job; one that was dropped meanwhile stays away. */
export async function updateLinkJob(id: string, change: Partial<LinkJob>): Promise<void> {
  await db.jobs.update(id, { ...change, updatedAt: Date.now() })
}

/** Ends the job of a link whose page was kept. @returns false where it was dropped meanwhile */
export async function finishLinkJob(id: string): Promise<boolean> {
  return db.transaction('rw', db.jobs, async () => {
    const job = await db.jobs.get(id)
    if (job?.kind !== 'link' || job.status !== 'running') return false
    await db.jobs.delete(id)
    await touchBatch(job.batch, 1)
    return true
  })
}

/** Notes why a link's page could not be kept; one that was dropped or put back meanwhile stays as it is. */
export async function failLinkJob(
  id: string,
  { reason, detail }: Pick<LinkJob, 'reason' | 'detail'>,
): Promise<void> {
  await db.transaction('rw', db.jobs, async () => {
    const job = await db.jobs.get(id)
    if (job?.kind !== 'link' || job.status !== 'running') return
    await updateLinkJob(id, { status: 'failed', reason, detail, tabId: -1 })
    await touchBatch(job.batch, 0)
  })
}

/** As many of a batch's last ends as its pace is told by. */
const MOST_ENDS = 30

async function touchBatch(id: string | undefined, kept: number): Promise<void> {
  const batch = id === undefined ? undefined : await db.jobs.get(id)
  if (batch?.kind !== 'batch') return
  const now = Date.now()
  const ends = [...(batch.ends ?? []), now].slice(-MOST_ENDS)
  await db.jobs.put({ ...batch, kept: batch.kept + kept, ends, updatedAt: now })
}

/** Takes links' jobs off the list, whatever they were at. */
export async function dropLinkJobs(linkIds: number[]): Promise<void> {
  await db.jobs.bulkDelete(linkIds.map(linkJobId))
}

/** Takes all that an act asked for off the list: its batch and its jobs, of whatever batch they are now. */
export async function dropAsked(actId: string): Promise<void> {
  const jobs = db.jobs.where('kind').equals('link')
  const asked = jobs.filter((job) => job.kind === 'link' && job.act === actId)
  await db.jobs.bulkDelete([...(await asked.primaryKeys()), actId])
}

/** The ids among these that are on the list and running. */
export async function stillRunning(ids: string[]): Promise<Set<string>> {
  const jobs = await db.jobs.bulkGet(ids)
  const running = jobs.filter((job) => job?.kind === 'link' && job.status === 'running')
  return new Set(running.map((job) => job?.id ?? ''))
}

/** How long the result of a batch can be read after its last page was tried. */
const RESULT_MS = 60_000

/** Forgets batches that have nothing left to do. */
export async function endBatches(now = Date.now()): Promise<void> {
  await db.transaction('rw', db.jobs, async () => {
    const batches = (await db.jobs.where('kind').equals('batch').toArray()) as BatchJob[]
    for (const { id, updatedAt } of batches) {
      if (now - updatedAt > RESULT_MS && !(await hasWork(id))) await db.jobs.delete(id)
    }
  })
}

/** Whether a link of a batch is still to be opened. */
export async function hasWork(batch: string): Promise<boolean> {
  const open: LinkJob['status'][] = ['waiting', 'running', 'later', 'needs-permission']
  const found = db.jobs.where('[batch+status]').anyOf(open.map((status) => [batch, status]))
  return (await found.count()) > 0
}
