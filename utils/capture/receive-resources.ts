import type { Arrivals, StillOpen } from '../db/arrivals.ts'
import { resourcesJob } from '../db/jobs.ts'
import type { MostBytes } from '../model/capture-options.ts'
import type { FetchOutcome, Wanted } from '../model/frame-capture.ts'
import type { WantedBody } from '../model/job.ts'
import { mergeArrivals } from './encode-arrival.ts'
import { encodeOutcomes } from './encode-outcomes.ts'
import { finishResources } from './finish-resources.ts'
import { storeOrGiveUp } from './store-or-give-up.ts'
import { verifySnapshots } from './verify-snapshots.ts'

interface Batch {
  arrivals: Arrivals[]
  done: string[]
  stored: Promise<WantedBody[]>
}

/** What waits for the transaction under way to end, and that transaction, by snapshot. */
const waiting = new Map<string, Batch>()
const storing = new Map<string, Promise<unknown>>()

export interface Delivery {
  snapshot: string
  /** Own key of the frame. */
  key: string
  outcomes: FetchOutcome[]
  /** The frame's script has tried all it knew of. */
  done: boolean
}

/**
 * Takes outcomes from a frame's script. Answers once they are stored, so that a script whose worker died
 * sends them again. After the last frame's last ones the job goes on without the page.
 * @returns what arrived style sheets ask for, and whether nothing more is expected of the frame
 */
export async function receiveResources(
  tabId: number,
  { snapshot, key, outcomes, done }: Delivery,
): Promise<{ more: Wanted[]; done: boolean }> {
  const job = await resourcesJob(snapshot)
  // Completed or taken back meanwhile; and another tab's pages may not bring anything in.
  if (job?.tabId !== tabId) return { more: [], done: true }
  const wanted = new Map(job.wanted.map((each) => [each.cid, each]))
  const arrivals = await encodeAll(wanted, outcomes, job.most)
  // What a sheet asks for is still to be fetched.
  const brought = new Set([...wanted.keys(), ...outcomes.map(({ cid }) => cid)])
  const through = done && arrivals.more.every(({ cid }) => brought.has(cid))
  const more = await storeSoon(snapshot, arrivals, through ? [key] : [])
  const asked = new Set(arrivals.more.map(({ cid }) => cid))
  return { more: more.filter(({ cid }) => asked.has(cid)), done: through }
}

/** Encodes outcomes, also of what a style sheet of the same message asks for. */
async function encodeAll(
  wanted: Map<string, WantedBody>,
  outcomes: FetchOutcome[],
  most: MostBytes | undefined,
): Promise<Arrivals> {
  const first = await encodeOutcomes(wanted, outcomes, most)
  const asked = new Map(first.more.map((each) => [each.cid, each]))
  const others = outcomes.filter(({ cid }) => !wanted.has(cid) && asked.has(cid))
  if (others.length === 0) return first
  return mergeArrivals([first, await encodeOutcomes(asked, others, most)])
}

/** What several frames bring while one transaction runs is stored together in the next. */
function storeSoon(snapshot: string, arrivals: Arrivals, done: string[]): Promise<WantedBody[]> {
  const open = waiting.get(snapshot)
  if (open) {
    open.arrivals.push(arrivals)
    open.done.push(...done)
    return open.stored
  }
  const batch: Batch = { arrivals: [arrivals], done, stored: Promise.resolve([]) }
  const before = storing.get(snapshot) ?? Promise.resolve()
  batch.stored = before
    .catch(() => undefined)
    .then(async () => {
      waiting.delete(snapshot)
      const stored = await storeOrGiveUp(snapshot, mergeArrivals(batch.arrivals), batch.done)
      goOnWith(snapshot, stored.open)
      return stored.more
    })
    .finally(() => storing.get(snapshot) === batch.stored && storing.delete(snapshot))
  waiting.set(snapshot, batch)
  storing.set(snapshot, batch.stored)
  return batch.stored
}

/** What follows from a delivery; nobody waits for it. */
export function goOnWith(snapshot: string, open: StillOpen): void {
  if (open === 'rest') void finishResources(snapshot).catch(console.error)
  if (open === 'nothing') void verifySnapshots().catch(console.error)
}
