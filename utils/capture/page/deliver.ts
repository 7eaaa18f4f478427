import type { FetchOutcome, FrameCapture, Wanted } from '../../model/frame-capture.ts'
import { createPatience } from '../../shared/patience.ts'
import { fetchBody } from './fetch-body.ts'
import type { Send } from './send.ts'

const PARALLEL = 6

/** Brings in every body the snapshot still needs, and says so when all were tried. */
export async function deliverBodies(
  capture: FrameCapture,
  key: string,
  answer: unknown,
  send: Send,
  fetchPage: typeof fetch,
  origin: string,
): Promise<void> {
  const { snapshot } = answer as { snapshot: string }
  const queue = [...capture.wanted]
  const seen = new Set(queue.map(({ cid }) => cid))
  for (const { cid } of capture.own) seen.add(cid)
  const patience = createPatience()
  const outcomeOf = async (wanted: Wanted): Promise<FetchOutcome> => {
    const { cid, url } = wanted
    if (!patience.left(url)) return { cid, ok: false, reason: 'timeout' }
    const outcome = await fetchBody(wanted, origin, fetchPage)
    patience.note(url, !outcome.ok && outcome.reason === 'timeout')
    return outcome
  }
  const deliver = async (wanted: Wanted) => {
    const outcome = await outcomeOf(wanted)
    const found = (await send('page-resource', { snapshot, outcome })) as { more?: Wanted[] }
    for (const each of found.more ?? []) {
      if (seen.has(each.cid)) continue
      seen.add(each.cid)
      queue.push(each)
    }
  }
  await drain(queue, PARALLEL, deliver)
  await send('page-done', { snapshot, key })
}

/** Works through a queue that may grow while it is worked on, some entries at a time. */
export async function drain<T>(
  queue: T[],
  parallel: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  while (queue.length || running.size) {
    while (queue.length && running.size < parallel) {
      const item = queue.shift() as T
      const task = work(item)
        .catch(() => undefined)
        .then(() => {
          running.delete(task)
        })
      running.add(task)
    }
    await Promise.race(running)
  }
}
