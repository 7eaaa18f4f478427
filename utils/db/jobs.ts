import type { Job, ResourcesJob, WantedBody } from '../model/job.ts'
import type { Snapshot, StoredBlob } from '../model/snapshot.ts'
import {
  type Arrivals,
  missingPart,
  newOf,
  progressed,
  type StillOpen,
  stillOpen,
  unknownOf,
  without,
} from './arrivals.ts'
import { db } from './database.ts'
import { putBodies } from './save-capture.ts'
import { addVerifyJob } from './verify-jobs.ts'
import { watch } from './watch.ts'

export async function resourcesJob(snapshot: string): Promise<ResourcesJob | undefined> {
  const job = await db.jobs.where('snapshot').equals(snapshot).first()
  return job?.kind === 'resources' ? job : undefined
}

export const putJob = async (job: Job): Promise<void> => {
  await db.jobs.put(job)
}

export const deleteJob = (id: string): Promise<void> => db.jobs.delete(id)

/**
 * Stores arrived bodies with their snapshot and job in one transaction. Bodies that arrive twice or
 * after the snapshot was undone change nothing.
 * @returns of `more`, what was not known yet
 */
export async function storeArrivals(snapshot: string, arrivals: Arrivals): Promise<WantedBody[]> {
  return db.transaction(
    'rw',
    [db.blobs, db.snapshots, db.jobs, db.links, db.settings],
    async () => {
      const [row, job] = await Promise.all([db.snapshots.get(snapshot), resourcesJob(snapshot)])
      if (!row || !job || row.status === 'complete') return []
      const kept = newOf(arrivals.kept, row.resources)
      const added = await putBodies(kept.map(({ body }) => body))
      const resources = [...row.resources, ...kept.map(({ resource }) => resource)]
      const { more, tooMany } = unknownOf(arrivals.more, job, resources)
      await db.snapshots.update(snapshot, {
        resources,
        missing: [...row.missing, ...tooMany],
        sizes: grown(
          row,
          kept.map(({ body }) => body),
          added,
        ),
      })
      await useIcon(row, kept)
      await db.jobs.put(progressed(job, arrivals, resources, more))
      return more
    },
  )
}

function grown(row: Snapshot, bodies: StoredBlob[], added: Set<string>): Snapshot['sizes'] {
  const seen = new Set(
    [...row.resources, ...row.frames.map(({ html }) => ({ hash: html }))].map((r) => r.hash),
  )
  const sizes = { ...row.sizes }
  for (const body of bodies) {
    if (seen.has(body.hash)) continue
    seen.add(body.hash)
    sizes.raw += body.bytes
    sizes.stored += body.stored
    if (added.has(body.hash)) sizes.added += body.stored
  }
  return sizes
}

async function useIcon(row: Snapshot, kept: Arrivals['kept']): Promise<void> {
  const icon = kept.find(({ resource }) => resource.kind === 'icon')
  if (icon) await db.links.update(row.linkId, { icon: icon.resource.hash })
}

/**
 * Stores arrived bodies, notes which frames' scripts have tried all, and completes the snapshot where nothing is
 * left to try: one transaction.
 * @param done own keys of frames
 */
export async function storeDelivery(
  snapshot: string,
  arrivals: Arrivals,
  done: string[],
): Promise<{ more: WantedBody[]; open: StillOpen }> {
  const tables = [db.blobs, db.snapshots, db.jobs, db.links, db.settings]
  return db.transaction('rw', tables, async () => {
    const more = isEmpty(arrivals) ? [] : await storeArrivals(snapshot, arrivals)
    const job = await resourcesJob(snapshot)
    if (!job) return { more, open: 'nothing' }
    const now = { ...job, fetching: done.reduce(without, job.fetching), updatedAt: Date.now() }
    const open = stillOpen(now)
    if (open === 'nothing') await completeSnapshot(snapshot)
    else if (done.length > 0) await db.jobs.put(now)
    return { more, open }
  })
}

const isEmpty = ({ kept, failed, more }: Arrivals): boolean =>
  kept.length + failed.length + more.length === 0

/** Ends a snapshot's job: what is still wanted becomes missing, and the snapshot is complete. */
export async function completeSnapshot(snapshot: string, now = Date.now()): Promise<void> {
  await db.transaction('rw', db.snapshots, db.jobs, async () => {
    const [row, job] = await Promise.all([db.snapshots.get(snapshot), resourcesJob(snapshot)])
    if (job) await db.jobs.delete(job.id)
    if (!row || !job || row.status === 'complete') return
    await db.snapshots.update(snapshot, {
      status: 'complete',
      // Whoever photographed the page is gone and has said nothing.
      ...(job.picture ? { notices: [...row.notices, { kind: 'picture-failed', detail: '' }] } : {}),
      missing: [...row.missing, ...job.wanted.flatMap(missingPart)],
      timings: { ...row.timings, complete: now - job.startedAt },
    })
    await addVerifyJob(row, now)
  })
}

/** Resolves once a snapshot is complete or gone, or `ms` have passed. */
export async function snapshotComplete(snapshot: string, ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = () => {
      clearTimeout(timer)
      unwatch()
      resolve()
    }
    const timer = setTimeout(stop, ms)
    const unwatch = watch(
      async () => (await db.snapshots.get(snapshot))?.status !== 'partial',
      (complete) => complete && stop(),
    )
  })
}

/** Completes snapshots whose job is gone (it was deleted with its link, and the link came back). */
export async function completeOrphans(): Promise<void> {
  await db.transaction('rw', db.snapshots, db.jobs, async () => {
    for (const uid of await db.snapshots.where('status').equals('partial').primaryKeys()) {
      if (!(await resourcesJob(uid))) await db.snapshots.update(uid, { status: 'complete' })
    }
  })
}
