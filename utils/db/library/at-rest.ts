import type { Job, WantedBody } from '../../model/job.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import { missingPart } from '../arrivals.ts'
import type { JobAtRest, LineTable } from './row-shapes.ts'
import { isSetting } from './setting-shape.ts'

/** What each partial snapshot still waits for, by its uid. */
export type Wanted = ReadonlyMap<string, WantedBody[]>

export const wantedBy = (jobs: readonly Job[]): Wanted =>
  new Map(jobs.flatMap((job) => (job.kind === 'resources' ? [[job.snapshot, job.wanted]] : [])))

/**
 * A row as it is in a library where nothing is going on, undefined if it would not be there. Work in
 * progress belongs to tabs of the running browser: a page still being completed is complete with what it
 * lacks, and a link still to be opened is one that was interrupted and can be tried again.
 */
export function atRest(table: LineTable, row: unknown, wanted: Wanted): unknown {
  if (table === 'jobs') return jobAtRest(row as Job)
  if (table === 'snapshots') return snapshotAtRest(row as Snapshot, wanted)
  if (table === 'settings') return isSetting((row as { key: string }).key) ? row : undefined
  return row
}

function jobAtRest(job: Job): JobAtRest | undefined {
  if (job.kind !== 'link') return undefined
  const { batch: _, failures: __, notBefore: ___, ...rest } = job
  return { ...rest, status: 'failed', reason: job.reason || 'interrupted', tabId: -1 }
}

function snapshotAtRest(row: Snapshot, wanted: Wanted): Snapshot {
  if (row.status === 'complete') return row
  return {
    ...row,
    status: 'complete',
    missing: [...row.missing, ...(wanted.get(row.uid) ?? []).flatMap(missingPart)],
  }
}
