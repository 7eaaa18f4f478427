import { type Arrivals, type StillOpen, unknownOf } from '../db/arrivals.ts'
import { type EarlyBodies, NOTHING_EARLY } from '../db/commit-capture.ts'
import { resourcesJob } from '../db/jobs.ts'
import type { FrameCapture } from '../model/frame-capture.ts'
import type { ResourcesJob } from '../model/job.ts'
import { takeEarly } from './early-bodies.ts'
import { mergeArrivals } from './encode-arrival.ts'
import { noteAnswering } from './frames-answered.ts'
import { encodeHeld, isHeld, mhtmlParts } from './mhtml-parts.ts'
import { goOnWith } from './receive-resources.ts'
import { type Running, stopRunning } from './running.ts'
import { storeOrGiveUp } from './store-or-give-up.ts'

/** Bytes and milliseconds: what is larger or later is read once the frames are through with theirs. */
const MHTML_LIMITS = { most: 32 * 1024 * 1024, ms: 3000 }

/** Has the browser write its MHTML where frames left pictures to it: while what they read is made ready to store. */
export function beginMhtml(running: Running, captures: FrameCapture[]): void {
  if (captures.some(({ mhtml }) => mhtml)) running.mhtml = mhtmlParts(running.tabId, MHTML_LIMITS)
}

/** What a commit came to. */
export interface Commit {
  snapshot: string
  /** What it was made of. */
  captures: FrameCapture[]
  early: EarlyBodies
  open: StillOpen
}

/**
 * Tells the frames of a stored snapshot which bodies they need not bring: those that came early, and what the
 * browser's MHTML held of the pictures that they left to it, which is stored first. Never throws.
 */
export function answerFrames(running: Running, commit: Commit): Promise<void> {
  const answered = answer(running, commit)
  noteAnswering(commit.snapshot, answered)
  return answered
}

async function answer(running: Running, commit: Commit): Promise<void> {
  const { snapshot } = commit
  const second = await storeMhtml(running, commit).catch((error: unknown) => {
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

/** Stores what MHTML holds, and what frames have handed over since the commit: one transaction. */
async function storeMhtml(
  running: Running,
  { snapshot, captures }: Commit,
): Promise<{ early: EarlyBodies; open: StillOpen } | undefined> {
  if (!running.mhtml) return undefined
  const parts = await running.mhtml
  const { arrivals, done } = await takeEarly(running, captures)
  const job = await resourcesJob(snapshot)
  // Taken back meanwhile, or there was nothing left to do.
  if (!job) return undefined
  const came = wantedOf(arrivals, job)
  const brought = new Set(namesOf(came))
  const left = new Set(captures.flatMap(({ mhtml = [] }) => mhtml))
  const held = job.wanted.filter(
    (each) => left.has(each.cid) && !brought.has(each.cid) && isHeld(each, parts),
  )
  const both = mergeArrivals([came, await encodeHeld(held, parts, job.most)])
  const keys = done.map(({ key }) => key)
  const { open } = await storeOrGiveUp(snapshot, both, keys)
  return { early: { arrivals: both, done }, open }
}

/** Without what a selection, a rule or the limit leaves out. */
function wantedOf(came: Arrivals, job: ResourcesJob): Arrivals {
  const { more } = unknownOf(came.more, job, [])
  const wanted = new Set([...job.wanted, ...more].map(({ cid }) => cid))
  return {
    more,
    kept: came.kept.filter(({ resource }) => wanted.has(resource.cid)),
    failed: came.failed.filter(({ cid }) => wanted.has(cid)),
  }
}
