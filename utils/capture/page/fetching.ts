import type { MostBytes } from '../../model/capture-options.ts'
import type { FetchOutcome, FrameCapture, Wanted } from '../../model/frame-capture.ts'
import { createPatience } from '../../shared/patience.ts'
import { sleep } from '../../shared/wait.ts'
import { FETCH_LIMITS, fetchBody } from './fetch-body.ts'
import { isElsewhere } from './left-to-mhtml.ts'

/** What bodies are fetched by. */
export interface PageFetch {
  fetch: typeof fetch
  origin: string
  /** Larger ones are left out. */
  most?: MostBytes
  /** Pictures of other origins come from the browser's MHTML. */
  mhtml?: true | undefined
  /** Names of those that may come from there before they are asked for here. */
  left?: string[]
}

const PARALLEL = 6
/** Bytes of bodies fetched and not stored yet, and of one message: what a page may hold for us. */
const MOST_HELD = 16 * 1024 * 1024
const MOST_SENT = 8 * 1024 * 1024
/** Outcomes in one message. */
const MOST_OUTCOMES = 100
/** What comes from the browser's cache comes together: one message for all costs less than one for each. */
const LINGER_MS = 40

/** Bodies on their way: asked for, here, handed over, stored. */
export interface Fetching {
  /** Resolves when there is something to hand over, a good deal if it comes soon, or nothing left to wait for. */
  some: () => Promise<void>
  /** The next outcomes to hand over: as many as fit into one message. They stay here until settled. */
  take: () => FetchOutcome[]
  /**
   * Those handed over are stored: all, or those named; the others have to be handed over again. Of those left to
   * MHTML, what is not named is fetched now.
   */
  settle: (stored?: string[]) => void
  /** More bodies to fetch; those that were asked for already are left out. */
  add: (wanted: Wanted[]) => void
  /** All that was asked for was tried and handed over. */
  over: () => boolean
  stop: () => void
}

/** Fetches a queue some bodies at a time, and waits where too much of what came is not stored. */
export function createFetching(
  capture: FrameCapture,
  { fetch: fetchPage, origin, most = {}, mhtml, left = [] }: PageFetch,
): Fetching {
  const queue: Wanted[] = []
  const seen = new Set(capture.own.map(({ cid }) => cid))
  let ready: FetchOutcome[] = []
  let handed: FetchOutcome[] = []
  let later = capture.wanted.filter(({ cid }) => left.includes(cid))
  const patience = createPatience()
  let [running, held, stopped] = [0, 0, false]
  const waiting: (() => void)[] = []

  const outcomeOf = async (wanted: Wanted): Promise<FetchOutcome> => {
    const { cid, url, kind } = wanted
    const limit = most[kind]
    if (limit === 0) return { cid, ok: false, reason: 'by-rule' }
    if (mhtml && kind === 'image' && isElsewhere(url, origin))
      return { cid, ok: false, reason: 'blocked' }
    const answerMs = patience.answerMs(url)
    if (answerMs === 0) return { cid, ok: false, reason: 'timeout' }
    const limits = { ...FETCH_LIMITS, answerMs }
    const outcome = await fetchBody(wanted, origin, fetchPage, limits, limit)
    patience.note(url, !outcome.ok && outcome.reason === 'timeout')
    return outcome
  }
  const begin = async (wanted: Wanted): Promise<void> => {
    running++
    const outcome = await outcomeOf(wanted)
    running--
    if (stopped) return
    ready.push(outcome)
    held += sizeOf(outcome)
    for (const wake of waiting.splice(0)) wake()
    work()
  }
  const next = () => new Promise<void>((resolve) => void waiting.push(resolve))
  const allHere = async (): Promise<void> => {
    while (running + queue.length > 0 && ready.length < MOST_OUTCOMES) await next()
  }
  const work = (): void => {
    while (!stopped && queue.length && running < PARALLEL && held < MOST_HELD)
      void begin(queue.shift() as Wanted)
  }
  const add = (wanted: Wanted[]): void => {
    for (const each of wanted) {
      if (seen.has(each.cid)) continue
      seen.add(each.cid)
      queue.push(each)
    }
    work()
  }
  const over = (): boolean => running + queue.length + ready.length + later.length === 0
  for (const { cid } of later) seen.add(cid)
  add(capture.wanted)
  return {
    add,
    over,
    some: async () => {
      while (ready.length === 0 && !over()) await next()
      await Promise.race([allHere(), sleep(LINGER_MS)])
    },
    take: () => {
      const batch = takeBatch(ready)
      handed.push(...batch)
      return batch
    },
    settle: (stored) => {
      const again = stored ? handed.filter(({ cid }) => !stored.includes(cid)) : []
      ready = [...again, ...ready]
      handed = []
      queue.push(...later.filter(({ cid }) => !stored?.includes(cid)))
      later = []
      held = ready.reduce((sum, outcome) => sum + sizeOf(outcome), 0)
      work()
    },
    stop: () => {
      stopped = true
    },
  }
}

const sizeOf = (outcome: FetchOutcome): number => (outcome.ok ? outcome.body.size : 0)

/** As many as fit into one message; one at least. */
function takeBatch(ready: FetchOutcome[]): FetchOutcome[] {
  let [count, bytes] = [0, 0]
  for (const outcome of ready.slice(0, MOST_OUTCOMES)) {
    bytes += sizeOf(outcome)
    if (count > 0 && bytes > MOST_SENT) break
    count++
  }
  return ready.splice(0, count)
}
