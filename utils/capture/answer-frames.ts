import type { Arrivals, StillOpen } from '../db/arrivals.ts'
import { type EarlyBodies, NOTHING_EARLY } from '../db/commit-capture.ts'
import { resourcesJob } from '../db/jobs.ts'
import type { FrameCapture } from '../model/frame-capture.ts'
import type { ResourcesJob } from '../model/job.ts'
import { takeEarly } from './early-bodies.ts'
import { mergeArrivals } from './encode-arrival.ts'
import { encodeHeld, isHeld, mhtmlParts } from './mhtml-parts.ts'
import { goOnWith } from './receive-resources.ts'
import { type Running, stopRunning } from './running.ts'
import { storeOrGiveUp } from './store-or-give-up.ts'

/** Bytes: what is larger is read once the frames are through with theirs. */
const MOST_MHTML = 32 * 1024 * 1024

/** Has the browser write its MHTML where frames left pictures to it: while what they read is made ready to store. */
export function beginMhtml(running: Running, captures: FrameCapture[]): void {
  if (!captures.some(({ mhtml }) => mhtml)) return
  running.mhtml = mhtmlParts(running.tabId, MOST_MHTML).catch(() => new Map())
}

/** What a commit came to. */
interface Commit {
  snapshot: string
  early: EarlyBodies
  open: StillOpen
}

/**
 * Tells the frames of a stored snapshot which bodies they need not bring: those that came early, and what the
 * browser's MHTML held of the pictures that they left to it, which is stored first. Never throws.
 */
export async function answerFrames(running: Running, commit: Commit): Promise<void> {
  const { snapshot } = commit
  const second = await storeMhtml(running, snapshot).catch((error: unknown) => {
    console.error(error)
    return undefined
  })
  const all = [commit.early, second?.early ?? NOTHING_EARLY]
  running.committed.resolve({
    snapshot,
    early: all.flatMap(({ arrivals }) => namesOf(arrivals)),
    done: all.flatMap(({ done }) => done.map(({ run }) => run)),
  })
  stopRunning(running)
  goOnWith(snapshot, second?.open ?? commit.open)
}

const namesOf = ({ kept, failed }: Arrivals): string[] => [
  ...kept.map(({ resource }) => resource.cid),
  ...failed.map(({ cid }) => cid),
]

/** Without what a selection, a rule or the limit leaves out. */
function wantedOf(came: Arrivals, job: ResourcesJob): Arrivals {
  const wanted = new Set([...job.wanted, ...came.more].map(({ cid }) => cid))
  return { ...came, kept: came.kept.filter(({ resource }) => wanted.has(resource.cid)) }
}

/** Stores what MHTML holds, and what frames have handed over since the commit: one transaction. */
async function storeMhtml(
  running: Running,
  snapshot: string,
): Promise<{ early: EarlyBodies; open: StillOpen } | undefined> {
  if (!running.mhtml) return undefined
  const parts = await running.mhtml
  const { arrivals: came, done } = await takeEarly(running, running.frames)
  const job = await resourcesJob(snapshot)
  // Taken back meanwhile, or there was nothing left to do.
  if (!job) return undefined
  const brought = new Set(came.kept.map(({ resource }) => resource.cid))
  const held = job.wanted.filter(
    (each) => !each.reason && !brought.has(each.cid) && isHeld(each, parts),
  )
  const arrivals = mergeArrivals([wantedOf(came, job), await encodeHeld(held, parts, job.most)])
  const early = { arrivals, done }
  const keys = done.map(({ key }) => key)
  const { open } = await storeOrGiveUp(snapshot, early.arrivals, keys)
  return { early, open }
}
