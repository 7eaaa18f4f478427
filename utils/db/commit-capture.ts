import { toLinkshotError } from '../model/error.ts'
import { db } from './database.ts'
import { type Arrivals, type StillOpen, storeDelivery } from './jobs.ts'
import { type NewCapture, type SavedCapture, saveCapture } from './save-capture.ts'

/** Bodies that were here before the snapshot, and the own keys of frames that had no more to bring. */
export interface EarlyBodies {
  arrivals: Arrivals
  done: string[]
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
  return db.transaction('rw', db.tables, async () => {
    const { uid } = capture.snapshot
    const saved = await saveCapture(capture)
    const { open } = await storeDelivery(uid, early.arrivals, early.done)
    const row = await db.snapshots.get(uid)
    // As late as a row can tell: what remains is the commit itself.
    const ack = Date.now() - capture.job.startedAt
    if (row) await db.snapshots.put({ ...row, timings: { ...row.timings, ack } })
    return { ...saved, early, open }
  })
}
