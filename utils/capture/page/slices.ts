import { giveWay } from '../../shared/in-slices.ts'
import type { Clock } from './clock.ts'

/** Work goes on for this long before the page gets its turn: less than half of what a reader feels. */
const SLICE_MS = 20
/** Looking at the clock costs as much as a small piece of the work. */
const EVERY = 16

/** Work that lets the page have its turn wherever it yields. */
export type Sliced<T> = Generator<void, T>

/** Cuts the script's work into pieces, so that the page stays alive meanwhile. */
export interface Slices {
  /** Whether it is time to yield; after a large piece of work say so, since the clock is not looked at each time. */
  due: (large?: boolean) => boolean
  run: <T>(work: Sliced<T>) => Promise<T>
}

export function createSlices(
  clock: Clock,
  now: () => number = () => performance.now(),
  rest: () => Promise<unknown> = giveWayOnce,
): Slices {
  let start = now()
  let asked = 0
  return {
    due: (large = false) => (large || ++asked % EVERY === 0) && now() - start >= SLICE_MS,
    run: async (work) => {
      for (;;) {
        const step = clock.time(() => work.next())
        if (step.done) return step.value
        await rest()
        start = now()
      }
    },
  }
}

/** Resolves after what the page has waiting; at once behind it, also in a tab nobody sees. */
function giveWayOnce(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<unknown> } }
  return scheduler?.yield ? scheduler.yield() : giveWay()
}
