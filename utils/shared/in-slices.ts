/** Work goes on for this long before the page gets its turn: a frame of 60 a second is longer. */
const SLICE_MS = 8

/**
 * Runs `work` on every item, and lets the page have its turn in between however many there are.
 * @throws the signal's reason once it is aborted
 */
export async function inSlices<T>(
  items: Iterable<T>,
  work: (item: T) => void,
  signal?: AbortSignal,
  now: () => number = () => performance.now(),
): Promise<void> {
  let start = now()
  for (const item of items) {
    work(item)
    if (now() - start < SLICE_MS) continue
    await giveWay()
    signal?.throwIfAborted()
    start = now()
  }
}

/** Resolves once the page had its turn. `scheduler.yield` would come before its timers and messages. */
export function giveWay(): Promise<unknown> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve(undefined)
    }
    port2.postMessage(0)
  })
}
