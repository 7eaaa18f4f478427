import type { FetchOutcome, FrameCapture, Wanted } from '../../model/frame-capture.ts'
import { createPatience } from '../../shared/patience.ts'
import { fetchBody } from './fetch-body.ts'
import type { Send } from './send.ts'

/** What bodies are fetched by. */
export interface PageFetch {
  fetch: typeof fetch
  origin: string
}

const PARALLEL = 6
/** Bytes of bodies fetched and not handed over yet, and of one message: what a page may hold for us. */
const MOST_HELD = 16 * 1024 * 1024
const MOST_SENT = 8 * 1024 * 1024
/** Outcomes in one message. */
const MOST_OUTCOMES = 100

/**
 * Brings in every body the snapshot still needs, and says so when all were tried. Fetching begins at once;
 * what has come is handed over, as much as there is in one message after the other, once the snapshot is
 * stored.
 * @param stored the answer to the capture; where it rejects, fetching ends
 */
export async function deliverBodies(
  capture: FrameCapture,
  key: string,
  stored: Promise<unknown>,
  send: Send,
  page: PageFetch,
): Promise<void> {
  const bodies = createFetching(capture, page)
  try {
    const { snapshot } = (await stored) as { snapshot: string }
    for (let outcomes = await bodies.next(); outcomes; outcomes = await bodies.next()) {
      const found = (await send('page-resources', { snapshot, outcomes })) as { more?: Wanted[] }
      bodies.add(found.more ?? [])
    }
    await send('page-done', { snapshot, key })
  } finally {
    bodies.stop()
  }
}

interface Fetching {
  /** The next outcomes to hand over, as soon as there are some; undefined when all is done. */
  next: () => Promise<FetchOutcome[] | undefined>
  /** More bodies to fetch; those that were asked for already are left out. */
  add: (wanted: Wanted[]) => void
  stop: () => void
}

/** Fetches a queue some bodies at a time, and waits where too much of what came is not handed over. */
function createFetching(capture: FrameCapture, { fetch: fetchPage, origin }: PageFetch): Fetching {
  const queue: Wanted[] = []
  const seen = new Set(capture.own.map(({ cid }) => cid))
  const ready: FetchOutcome[] = []
  const patience = createPatience()
  let [running, held, stopped] = [0, 0, false]
  let wake: () => void = () => undefined

  const outcomeOf = async (wanted: Wanted): Promise<FetchOutcome> => {
    const { cid, url } = wanted
    if (!patience.left(url)) return { cid, ok: false, reason: 'timeout' }
    const outcome = await fetchBody(wanted, origin, fetchPage)
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
    wake()
    work()
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
  const next = async (): Promise<FetchOutcome[] | undefined> => {
    while (ready.length === 0) {
      if (running === 0) return undefined
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    const batch = takeBatch(ready)
    held -= batch.reduce((sum, outcome) => sum + sizeOf(outcome), 0)
    work()
    return batch
  }
  add(capture.wanted)
  return {
    next,
    add,
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
