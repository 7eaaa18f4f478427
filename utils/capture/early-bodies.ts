import type { Arrivals } from '../db/arrivals.ts'
import { type EarlyBodies, NOTHING_EARLY } from '../db/commit-capture.ts'
import type { FetchOutcome, FrameCapture, Wanted } from '../model/frame-capture.ts'
import type { WantedBody } from '../model/job.ts'
import { within } from '../shared/wait.ts'
import { mergeArrivals } from './encode-arrival.ts'
import { encodeOutcomes } from './encode-outcomes.ts'
import { type Early, type Running, runningIn } from './running.ts'

/** Bytes of bodies held for one capture that is not stored yet; what comes beyond comes again. */
const MOST_HELD = 64 * 1024 * 1024

/**
 * Takes bodies that are here before the snapshot they belong to, mostly while the tab's picture is taken. Nothing
 * is lost where they can't be taken: the answer to the frame's capture says which of them were stored.
 * @param run names the run of the frame's script
 * @returns what arrived style sheets ask for
 */
export async function receiveEarly(
  tabId: number,
  run: string,
  outcomes: FetchOutcome[],
  done: boolean,
): Promise<Wanted[]> {
  const entry = runningIn(tabId)
  const frame = entry?.frames.find((each) => each.run === run)
  if (!entry || !frame) return []
  const known = wantedBy(entry, frame)
  const { coming } = entry.early
  const encoding = encodeOutcomes(known, outcomes, entry.most)
  coming.add(encoding)
  const arrivals = await encoding.finally(() => setTimeout(() => coming.delete(encoding)))
  if (!taken(entry.early, arrivals)) return []
  const more = arrivals.more.filter(({ cid }) => !known.has(cid))
  if (done && more.length === 0) entry.early.done.push(frame.documents[0]?.key ?? '')
  return more
}

/** A frame may bring what its own capture asks for, or a style sheet that came. */
function wantedBy({ early }: Running, frame: FrameCapture): Map<string, WantedBody> {
  const wanted = [...frame.wanted, ...early.arrivals.flatMap(({ more }) => more)]
  return new Map(wanted.map((each) => [each.cid, each]))
}

function taken(early: Early, arrivals: Arrivals): boolean {
  const bytes = arrivals.kept.reduce((sum, { body }) => sum + body.stored, 0)
  if (early.sealed || early.bytes + bytes > MOST_HELD) {
    // A frame that lacks some is not done, whatever its last message says.
    early.sealed = true
    return false
  }
  early.bytes += bytes
  early.arrivals.push(arrivals)
  return true
}

/** Those that have arrived are worth a moment: without them the snapshot would need one more transaction. */
const MOST_WAIT_MS = 100

/** All that came until now; what comes later comes again. */
export async function takeEarly({ early }: Running): Promise<EarlyBodies> {
  await within(Promise.allSettled([...early.coming]), MOST_WAIT_MS, [])
  early.sealed = true
  const { arrivals, done } = early
  if (arrivals.length + done.length === 0) return NOTHING_EARLY
  return { arrivals: mergeArrivals(arrivals), done }
}
