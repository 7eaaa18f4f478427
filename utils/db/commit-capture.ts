import { toLinkshotError } from '../model/error.ts'
import {
  type Arrivals,
  newOf,
  progressed,
  type StillOpen,
  stillOpen,
  unknownOf,
  without,
} from './arrivals.ts'
import { type NewCapture, type SavedCapture, saveCapture } from './save-capture.ts'

/** Bodies that were here before the snapshot, and the frames that had no more to bring. */
export interface EarlyBodies {
  arrivals: Arrivals
  /** The run of the frame's script, and the key that its job knows it by, which others may share. */
  done: { run: string; key: string }[]
}

export const NOTHING_EARLY: EarlyBodies = { arrivals: { kept: [], failed: [], more: [] }, done: [] }

export interface CommittedCapture extends SavedCapture {
  /** What was stored of `early`: nothing where the disk had room for the capture alone. */
  early: EarlyBodies
  open: StillOpen
}

/** Stores a capture and what came early of its bodies in one transaction: complete, if that was all. */
export async function commitCapture(
  capture: NewCapture,
  early: EarlyBodies,
): Promise<CommittedCapture> {
  try {
    return await commit(capture, early)
  } catch (error) {
    if (toLinkshotError(error).reason !== 'disk-full' || early === NOTHING_EARLY) throw error
    return commit(capture, NOTHING_EARLY)
  }
}

async function commit(capture: NewCapture, early: EarlyBodies): Promise<CommittedCapture> {
  const whole = withEarly(capture, early)
  return { ...(await saveCapture(whole)), early, open: stillOpen(whole.job) }
}

/** The capture as if these bodies had been part of it: one look at the database less for each. */
function withEarly(capture: NewCapture, { arrivals, done }: EarlyBodies): NewCapture {
  const { snapshot, job } = capture
  const { more: asked } = unknownOf(arrivals.more, job, snapshot.resources)
  // What a selection, a rule or the limit leaves out may have come all the same.
  const wanted = new Set([...job.wanted, ...asked].map(({ cid }) => cid))
  const kept = newOf(arrivals.kept, snapshot.resources).filter(({ resource }) =>
    wanted.has(resource.cid),
  )
  const resources = [...snapshot.resources, ...kept.map(({ resource }) => resource)]
  const { more, tooMany } = unknownOf(arrivals.more, job, resources)
  return {
    ...capture,
    bodies: [...capture.bodies, ...kept.map(({ body }) => body)],
    icon: kept.find(({ resource }) => resource.kind === 'icon')?.resource.hash ?? capture.icon,
    snapshot: { ...snapshot, resources, missing: [...snapshot.missing, ...tooMany] },
    job: {
      ...progressed(job, arrivals, resources, more),
      fetching: done.map(({ key }) => key).reduce(without, job.fetching),
    },
  }
}
