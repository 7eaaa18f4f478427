import type { FrameCapture, Wanted } from '../../model/frame-capture.ts'
import { createFetching, type Fetching, type PageFetch } from './fetching.ts'
import type { Send } from './send.ts'

/** The answer to a capture that was sent. */
interface Answer {
  snapshot: string
  early?: string[]
  done?: boolean
}

/**
 * Brings in every body the snapshot still needs, and says so when all were tried. Fetching begins at once, and
 * what has come is handed over, as much as there is in one message after the other. What is handed over before
 * the snapshot is stored stays here until that is answered: what was not stored is handed over again.
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
  const handOver = async (name: string, data: object): Promise<boolean> => {
    const outcomes = bodies.take()
    const answer = await send(name, { ...data, outcomes, done: bodies.over() })
    const { more = [], done = false } = answer as { more?: Wanted[]; done?: boolean }
    bodies.add(more)
    return done
  }
  try {
    const {
      snapshot,
      early = [],
      ...answer
    } = await beforeCommit(bodies, stored, () => handOver('page-early', { run: capture.run }))
    bodies.settle(early)
    for (let { done = false } = answer; !done; bodies.settle()) {
      await bodies.some()
      done = await handOver('page-resources', { snapshot, key })
    }
  } finally {
    bodies.stop()
  }
}

/** Hands over what comes until the answer is there, or until all was tried. */
async function beforeCommit(
  bodies: Fetching,
  stored: Promise<unknown>,
  handOver: () => Promise<unknown>,
): Promise<Answer> {
  let open = true
  const answer = stored.finally(() => {
    open = false
  })
  for (let over = false; open && !over; over = bodies.over()) {
    await Promise.race([bodies.some(), answer])
    if (open) await handOver()
  }
  return (await answer) as Answer
}
