import { bodiesOf, type Snapshot } from '../../model/snapshot.ts'
import type { ReadBody } from '../../replay/bodies.ts'

/** What an export of one page reads from, and how it tells of itself. */
export interface PageSource {
  readBody: ReadBody
  /** The visible text; undefined if it is not there. */
  readText(hash: string): Promise<string | undefined>
  signal: AbortSignal
  /** Share done, from 0 to 1. */
  progress(share: number): void
}

/** Bodies read at the same time: enough to keep the disk busy, few enough to stay out of memory's way. */
const AT_ONCE = 6

/** The share of the work that is done once all bodies are read; the rest is writing. */
const READING = 0.5

/**
 * Reads bodies a few at a time and counts them. A page asks for all of its images at once, and those of
 * a large one do not fit into memory together.
 */
export function countedReads(
  snapshot: Snapshot,
  { readBody, signal, progress }: PageSource,
): ReadBody {
  const total = Math.max(1, bodiesOf(snapshot).length)
  const waiting: (() => void)[] = []
  let running = 0
  let done = 0
  return async (hash) => {
    if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    running++
    try {
      signal.throwIfAborted()
      return await readBody(hash)
    } finally {
      running--
      waiting.shift()?.()
      progress(Math.min(1, ++done / total) * READING)
    }
  }
}

/** Counts what is written and ends where the export was cancelled. */
export function countedWrites(total: number, { signal, progress }: PageSource): () => void {
  let done = 0
  return () => {
    signal.throwIfAborted()
    progress(READING + (1 - READING) * Math.min(1, done++ / Math.max(1, total)))
  }
}
