import type { VerifyJob } from '../model/job.ts'
import { lacksPicture, type Snapshot } from '../model/snapshot.ts'
import { scoreOf } from '../snapshot/score.ts'
import { db, type ThumbRow } from './database.ts'
import { putThumb } from './save-capture.ts'
import { refreshLink } from './undo.ts'

/** A page that could not be compared this often never will be. */
const ATTEMPTS = 2

const jobId = (snapshot: string): string => `verify-${snapshot}`

/** Puts a snapshot that is complete now on the list. Call it in the transaction that completes it. */
export async function addVerifyJob(
  { uid, linkId, frames }: Pick<Snapshot, 'uid' | 'linkId' | 'frames'>,
  now: number,
): Promise<void> {
  if (!frames.some(({ boxes }) => boxes)) return
  const times = { startedAt: now, updatedAt: now }
  const job = { kind: 'verify', snapshot: uid, linkId, tabId: -1, attempts: 0, ...times } as const
  await db.jobs.put({ ...job, id: jobId(uid) })
}

/** The first snapshot on the list, begun now; one that was begun too often leaves it without a score. */
export async function nextToVerify(now = Date.now()): Promise<VerifyJob | undefined> {
  return db.transaction('rw', db.jobs, db.snapshots, async () => {
    for (const job of await verifyJobs()) {
      if (job.attempts >= ATTEMPTS) {
        await storeVerification(job.snapshot, { reason: 'timeout' })
        await db.jobs.delete(job.id)
        continue
      }
      const begun = { ...job, attempts: job.attempts + 1, updatedAt: now }
      await db.jobs.put(begun)
      return begun
    }
    return undefined
  })
}

async function verifyJobs(): Promise<VerifyJob[]> {
  const jobs = (await db.jobs.where('kind').equals('verify').toArray()) as VerifyJob[]
  return jobs.sort((a, b) => a.startedAt - b.startedAt)
}

/** Writes what came of it, once: the first result counts. One without a picture stays on the list for that. */
export async function storeVerification(
  snapshot: string,
  verification: NonNullable<Snapshot['verification']>,
): Promise<void> {
  await db.transaction('rw', db.jobs, db.snapshots, async () => {
    if (!(await db.jobs.get(jobId(snapshot)))) return
    const row = await db.snapshots.get(snapshot)
    if (!row || !lacksPicture(row)) await db.jobs.delete(jobId(snapshot))
    if (row?.verification) return
    const score = 'reason' in verification ? null : scoreOf(verification)
    await db.snapshots.update(snapshot, { score, verification })
  })
}

/** Writes the small picture that was drawn, if one was, and takes the snapshot off the list. */
export async function storeDrawing(snapshot: string, thumb: ThumbRow | undefined): Promise<void> {
  const tables = [db.jobs, db.snapshots, db.links, db.thumbs, db.settings]
  await db.transaction('rw', tables, async () => {
    if (!(await db.jobs.get(jobId(snapshot)))) return
    await db.jobs.delete(jobId(snapshot))
    const row = await db.snapshots.get(snapshot)
    if (!row || !thumb || !lacksPicture(row)) return
    await putThumb(thumb)
    await db.snapshots.update(snapshot, { thumb: thumb.snapshot })
    await refreshLink(row.linkId)
  })
}
