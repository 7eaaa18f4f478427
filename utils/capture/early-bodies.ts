import { type EarlyBodies, NOTHING_EARLY } from '../db/commit-capture.ts'
import type { FetchOutcome, FrameCapture, Wanted } from '../model/frame-capture.ts'
import type { WantedBody } from '../model/job.ts'
import { within } from '../shared/wait.ts'
import { mergeArrivals } from './encode-arrival.ts'
import { encodeOutcomes } from './encode-outcomes.ts'
import { type Running, runningIn } from './running.ts'

/** Bytes of bodies held for one capture that is not stored yet; what comes beyond comes again. */
const MOST_HELD = 64 * 1024 * 1024

interface Answer {
  /** What arrived style sheets ask for. */
  more: Wanted[]
  /** Whether they will go with the commit; else they have to come again. */
  taken: boolean
}

const NOT_TAKEN: Answer = { more: [], taken: false }

/**
 * Takes bodies that are here before the snapshot they belong to, mostly while the tab's picture is taken. Nothing
 * is lost where they can't be taken: the answer to the frame's capture says which of them were stored.
 * @param run names the run of the frame's script
 */
export async function receiveEarly(
  tabId: number,
  run: string,
  outcomes: FetchOutcome[],
  done: boolean,
): Promise<Answer> {
  const entry = runningIn(tabId)
  const frame = entry?.frames.find((each) => each.run === run)
  // Where messages can't carry bodies the capture itself may be later than what follows it.
  if (!entry || !frame || !reserve(entry, outcomes)) return NOT_TAKEN
  const known = wantedBy(entry, frame)
  const { coming, messages } = entry.early
  const encoding = encodeOutcomes(known, outcomes, entry.most)
  coming.add(encoding)
  const arrivals = await encoding.finally(() => setTimeout(() => coming.delete(encoding)))
  if (entry.early.sealed) return NOT_TAKEN
  const more = arrivals.more.filter(({ cid }) => !known.has(cid))
  const key = frame.documents[0]?.key ?? ''
  messages.push({ run, key, arrivals, done: done && more.length === 0 })
  entry.early.asked.push(...more)
  return { more, taken: true }
}

/** A frame may bring what its own capture asks for, or a style sheet that came. */
function wantedBy({ early }: Running, frame: FrameCapture): Map<string, WantedBody> {
  return new Map([...frame.wanted, ...early.asked].map((each) => [each.cid, each]))
}

function reserve({ early }: Running, outcomes: FetchOutcome[]): boolean {
  const bytes = outcomes.reduce((sum, outcome) => sum + (outcome.ok ? sizeOf(outcome.body) : 0), 0)
  if (early.sealed || early.bytes + bytes > MOST_HELD) return false
  early.bytes += bytes
  return true
}

/** Also of a body that came as text. */
const sizeOf = (body: unknown): number =>
  body instanceof Blob ? body.size : String((body as { base64?: unknown })?.base64 ?? '').length

/** Those that have arrived are worth a moment: without them the snapshot would need one more transaction. */
const MOST_WAIT_MS = 100

/**
 * All that came of the frames that are kept, until now or since it was asked for last.
 * @param last what comes from now on comes again, after the frames were answered
 */
export async function takeEarly(
  { early }: Running,
  captures: FrameCapture[],
  last = true,
): Promise<EarlyBodies> {
  await within(Promise.allSettled([...early.coming]), MOST_WAIT_MS, [])
  early.sealed = last
  const kept = new Set(captures.map(({ run }) => run))
  early.bytes = 0
  const messages = early.messages.splice(0).filter(({ run }) => kept.has(run))
  if (messages.length === 0) return NOTHING_EARLY
  return {
    arrivals: mergeArrivals(messages.map(({ arrivals }) => arrivals)),
    done: messages.filter(({ done }) => done).map(({ run, key }) => ({ run, key })),
  }
}
