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

/** What waits for the transaction under way to end, and that transaction, by snapshot. */
const waiting = new Map<string, Batch>()
const storing = new Map<string, Promise<unknown>>()

/**
 * Takes outcomes from a frame's script. Answers once they are stored, so that a script whose worker died
 * sends them again.
 * @returns what arrived style sheets ask for
 */
export async function receiveResources(
  tabId: number,
  snapshot: string,
  sent: FetchOutcome[],
): Promise<Wanted[]> {
  const outcomes = sent.map((each) => (each.ok ? { ...each, body: reviveBody(each.body) } : each))
  const wanted = await wantedBodies(tabId, snapshot)
  const arrivals = mergeArrivals(
    await Promise.all(
      outcomes.flatMap((outcome) => {
        const body = wanted.get(outcome.cid)
        return body ? arrivalsOf(body, outcome) : []
      }),
    ),
  )
  const more = await storeSoon(snapshot, arrivals)
  const asked = new Set(arrivals.more.map(({ cid }) => cid))
  return more.filter(({ cid }) => asked.has(cid))
}

/** What is wanted, by name; another tab's pages may not bring it in. */
async function wantedBodies(tabId: number, snapshot: string): Promise<Map<string, WantedBody>> {
  const job = await resourcesJob(snapshot)
  const wanted = job?.tabId === tabId ? job.wanted : []
  return new Map(wanted.map((each) => [each.cid, each]))
}

async function arrivalsOf(wanted: WantedBody, outcome: FetchOutcome): Promise<Arrivals> {
  if (outcome.ok) {
    return encodeArrival(wanted, outcome.type, await outcome.body.arrayBuffer(), outcome.url)
  }
  const { reason, detail } = outcome
  return { kept: [], more: [], failed: [{ ...wanted, reason, ...(detail ? { detail } : {}) }] }
}

/** What several frames bring while one transaction runs is stored together in the next. */
function storeSoon(snapshot: string, arrivals: Arrivals): Promise<WantedBody[]> {
  const open = waiting.get(snapshot)
  if (open) {
    open.arrivals.push(arrivals)
    return open.stored
  }
  const batch: Batch = { arrivals: [arrivals], stored: Promise.resolve([]) }
  const before = storing.get(snapshot) ?? Promise.resolve()
  batch.stored = before
    .catch(() => undefined)
    .then(() => {
      waiting.delete(snapshot)
      return storeOrGiveUp(snapshot, mergeArrivals(batch.arrivals))
    })
    .finally(() => storing.get(snapshot) === batch.stored && storing.delete(snapshot))
  waiting.set(snapshot, batch)
  storing.set(snapshot, batch.stored)
  return batch.stored
}

/** A frame's script has tried all it was asked to; after the last one the job goes on without the page. */
export async function receiveDone(tabId: number, snapshot: string, key: string): Promise<void> {
  if ((await resourcesJob(snapshot))?.tabId !== tabId) return
  const fetching = await frameDone(snapshot, key)
  if (fetching.length === 0) void finishResources(snapshot).catch(console.error)
}
