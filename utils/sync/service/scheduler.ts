import { syncGlance } from '../../db/sync-queries.ts'
import { watch } from '../../db/watch.ts'
import { stayAwake } from '../../platform/stay-awake.ts'
import { alarmAt } from '../../platform/triggers.ts'
import type { Cloud } from './cloud.ts'
import { isSyncOn, type RunOptions, runPass } from './run-pass.ts'

/** The alarm of another try. */
export const NEXT_SYNC = 'next-sync'

/** Several changes in a row are one pass. */
const SETTLE_MS = 2000

const LOCK = 'linkshot-sync'

/** Sees to it that one pass runs at a time, and that there is one when there is something to do. */
export function createScheduler(cloud: Cloud) {
  let asked: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: AbortController | undefined

  async function run(options: RunOptions): Promise<void> {
    if (!(await isSyncOn(cloud.store))) return
    stop = new AbortController()
    const until = await stayAwake(runPass(cloud, { ...options, signal: stop.signal }))
    if (until !== undefined) alarmAt(NEXT_SYNC, until)
  }

  /** A pass now, or right after the one that runs; those who ask meanwhile have the same one. */
  function syncNow(options: RunOptions = {}): Promise<void> {
    const queued = () =>
      navigator.locks.request(LOCK, async () => {
        asked = undefined
        await run(options)
      }) as Promise<void>
    if (options.removals) return queued()
    asked ??= queued()
    return asked
  }

  function soon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void syncNow().catch(console.error), SETTLE_MS)
  }

  return {
    syncNow,
    /** Runs something while no pass does; one that runs is stopped. */
    alone: <T>(work: () => Promise<T>): Promise<T> => {
      stop?.abort()
      return navigator.locks.request(LOCK, work) as Promise<T>
    },
    /**
     * Syncs soon after each change, for as long as the worker lives. While a failed pass waits for its time, only
     * what is new makes another one.
     */
    followChanges(): void {
      let before = 0
      watch(syncGlance, (view) => {
        // A pass ends when all is sent; what its end leaves is seen then.
        if (view?.status.state === 'running') return
        const unsent = view?.unsent ?? 0
        const isFree = view?.status.state === 'idle' || view?.status.state === 'asks'
        if (unsent > before || (unsent > 0 && isFree)) soon()
        before = unsent
      })
    },
  }
}
