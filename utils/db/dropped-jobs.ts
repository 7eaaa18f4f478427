import type { DroppedJobs, LinkJob } from '../model/job.ts'
import type { Link } from '../model/link.ts'
import { newUid } from '../shared/ids.ts'
import { db } from './database.ts'
import { linkJobId, newBatch } from './link-jobs.ts'
import { linkJobsByIds } from './link-turns.ts'

/** Takes links' jobs off the list, whatever they were at, so that it can be undone for a while. @returns what `restoreDropped` takes, '' where there was none */
export async function dropLinkJobsForNow(linkIds: number[]): Promise<string> {
  return db.transaction('rw', db.jobs, async () => {
    const jobs = (await linkJobsByIds(linkIds.map(linkJobId))).flatMap((job) => job ?? [])
    if (jobs.length === 0) return ''
    await db.jobs.bulkDelete(jobs.map(({ id }) => id))
    const now = Date.now()
    const row: DroppedJobs = {
      id: newUid(),
      kind: 'dropped',
      jobs,
      linkId: 0,
      tabId: -1,
      startedAt: now,
      updatedAt: now,
    }
    await db.jobs.put(row)
    return row.id
  })
}

/**
 * Puts jobs back that were dropped, except where the link is gone or has another job by now; pages that were
 * being opened wait for their turn.
 * @returns whether there was such a thing to undo
 */
export async function restoreDropped(id: string): Promise<boolean> {
  return db.transaction('rw', db.jobs, db.links, async () => {
    const row = await db.jobs.get(id)
    if (row?.kind !== 'dropped') return false
    const [now, links] = await Promise.all([
      db.jobs.bulkGet(row.jobs.map((job) => job.id)),
      db.links.bulkGet(row.jobs.map(({ linkId }) => linkId)),
    ])
    const back = row.jobs.filter((_, index) => !now[index] && isHere(links[index]))
    await db.jobs.bulkPut(back.map((job) => (job.status === 'running' ? begunAnew(job) : job)))
    await bringBatches(back)
    await db.jobs.delete(id)
    return true
  })
}

const isHere = (link: Link | undefined): boolean => link !== undefined && link.state !== 'trash'

const begunAnew = (job: LinkJob): LinkJob => ({ ...job, status: 'waiting', tabId: -1, attempts: 0 })

/** A batch that ended meanwhile counts what is left of it. */
async function bringBatches(jobs: LinkJob[]): Promise<void> {
  const ids = [...new Set(jobs.flatMap(({ batch }) => batch ?? []))]
  const known = await db.jobs.bulkGet(ids)
  await db.jobs.bulkPut(ids.filter((_, index) => !known[index]).map(newBatch))
}

/** How long dropped jobs can be put back. */
const UNDO_MS = 10 * 60_000

/** Forgets dropped jobs that nobody put back. */
export async function forgetDropped(now = Date.now()): Promise<void> {
  await db.transaction('rw', db.jobs, async () => {
    const rows = await db.jobs.where('kind').equals('dropped').toArray()
    const old = rows.filter(({ updatedAt }) => now - updatedAt > UNDO_MS)
    await db.jobs.bulkDelete(old.map(({ id }) => id))
  })
}
