import { type Arrivals, frameDone, resourcesJob } from '../db/jobs.ts'
import { reviveBody } from '../messaging/revive-body.ts'
import type { FetchOutcome, Wanted } from '../model/frame-capture.ts'
import type { WantedBody } from '../model/job.ts'
import { encodeArrival, mergeArrivals } from './encode-arrival.ts'
import { finishResources } from './finish-resources.ts'
import { storeOrGiveUp } from './store-or-give-up.ts'

interface Batch {
  arrivals: Arrivals[]
  stored: Promise<WantedBody[]>
}

/** Bodies that arrive within this time are stored in one transaction: five times faster than one each. */
const BATCH_MS = 15

const batches = new Map<string, Batch>()

/**
 * Takes one outcome from a frame's script. Answers once it is stored, so that a script whose worker died
 * sends it again.
 * @returns what an arrived style sheet asks for
 */
export async function receiveResource(
  tabId: number,
  snapshot: string,
  sent: FetchOutcome,
): Promise<Wanted[]> {
  const outcome = sent.ok ? { ...sent, body: reviveBody(sent.body) } : sent
  const wanted = await wantedBody(tabId, snapshot, outcome.cid)
  if (!wanted) return []
  const arrivals = await arrivalsOf(wanted, outcome)
  const more = await storeSoon(snapshot, arrivals)
  const asked = new Set(arrivals.more.map(({ cid }) => cid))
  return more.filter(({ cid }) => asked.has(cid))
}

/** What is wanted by that name; another tab's pages may not bring it in. */
async function wantedBody(
  tabId: number,
  snapshot: string,
  cid: string,
): Promise<WantedBody | undefined> {
  const job = await resourcesJob(snapshot)
  return job?.tabId === tabId ? job.wanted.find((wanted) => wanted.cid === cid) : undefined
}

async function arrivalsOf(wanted: WantedBody, outcome: FetchOutcome): Promise<Arrivals> {
  if (outcome.ok) {
    return encodeArrival(wanted, outcome.type, await outcome.body.arrayBuffer(), outcome.url)
  }
  const { reason, detail } = outcome
  return { kept: [], more: [], failed: [{ ...wanted, reason, ...(detail ? { detail } : {}) }] }
}

function storeSoon(snapshot: string, arrivals: Arrivals): Promise<WantedBody[]> {
  const open = batches.get(snapshot)
  if (open) {
    open.arrivals.push(arrivals)
    return open.stored
  }
  const batch: Batch = { arrivals: [arrivals], stored: Promise.resolve([]) }
  batch.stored = new Promise((resolve) => {
    setTimeout(() => {
      batches.delete(snapshot)
      resolve(storeOrGiveUp(snapshot, mergeArrivals(batch.arrivals)))
    }, BATCH_MS)
  })
  batches.set(snapshot, batch)
  return batch.stored
}

/** A frame's script has tried all it was asked to; after the last one the job goes on without the page. */
export async function receiveDone(tabId: number, snapshot: string, key: string): Promise<void> {
  if ((await resourcesJob(snapshot))?.tabId !== tabId) return
  const fetching = await frameDone(snapshot, key)
  if (fetching.length === 0) void finishResources(snapshot).catch(console.error)
}
