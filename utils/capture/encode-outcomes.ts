import type { Arrivals } from '../db/arrivals.ts'
import { reviveBody } from '../messaging/revive-body.ts'
import type { MostBytes } from '../model/capture-options.ts'
import type { FetchOutcome } from '../model/frame-capture.ts'
import type { WantedBody } from '../model/job.ts'
import { encodeArrival, mergeArrivals } from './encode-arrival.ts'

/**
 * What a frame's script brought, ready to store; outcomes of bodies nobody wants are left out.
 * @param wanted bodies by name
 * @param most what its owner's rules leave out
 * @throws LinkshotError 'blob-lost' where bodies got lost on the way
 */
export async function encodeOutcomes(
  wanted: Map<string, WantedBody>,
  sent: FetchOutcome[],
  most: MostBytes = {},
): Promise<Arrivals> {
  const outcomes = sent.map((each) => (each.ok ? { ...each, body: reviveBody(each.body) } : each))
  const arrivals = outcomes.flatMap((outcome) => {
    const body = wanted.get(outcome.cid)
    return body ? arrivalsOf(body, outcome, most[body.kind]) : []
  })
  return mergeArrivals(await Promise.all(arrivals))
}

async function arrivalsOf(
  wanted: WantedBody,
  outcome: FetchOutcome,
  most = Infinity,
): Promise<Arrivals> {
  if (outcome.ok && outcome.body.size > most) {
    return { kept: [], more: [], failed: [{ ...wanted, reason: 'by-rule' }] }
  }
  if (outcome.ok) {
    return encodeArrival(wanted, outcome.type, await outcome.body.arrayBuffer(), outcome.url)
  }
  const { reason, detail } = outcome
  return { kept: [], more: [], failed: [{ ...wanted, reason, ...(detail ? { detail } : {}) }] }
}
