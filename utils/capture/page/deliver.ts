import type { FrameCapture, Wanted } from '../../model/frame-capture.ts'
import { createFetching, type Fetching, type PageFetch } from './fetching.ts'
import type { Send } from './send.ts'

/** The answer to a capture that was sent. */
interface Answer {
  snapshot: string
  early?: string[]
  done?: boolean
}

/** The answer to bodies that were handed over. */
interface Told {
  more?: Wanted[]
  done?: boolean
  taken?: boolean
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
  let taken = true
  const handOver = async (name: string, data: object): Promise<boolean> => {
    const outcomes = bodies.take()
    const answer = await send(name, { ...data, outcomes, done: taken && bodies.over() })
    const { more = [], done = false, ...early } = answer as Told
    bodies.add(more)
    // Some of it has to be handed over again, so that this frame is not done before the commit.
    if (early.taken === false) taken = false
    return done
  }
  try {
    const {
      snapshot,
      early = [],
      ...answer
    } = await beforeCommit(bodies, stored, () => handOver('page-early', { run: capture.run }))
    bodies.settle(early)
    taken = true
    for (let done = answer.done && bodies.over(); !done; bodies.settle()) {
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
