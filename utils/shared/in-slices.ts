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

/** Resolves once the page had its turn. */
export function giveWay(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<unknown> } }
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve))
}
