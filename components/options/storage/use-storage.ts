import { useEffect, useState } from 'preact/hooks'
import { countLinks } from '../../../utils/db/queries.ts'
import { type StorageUse, storageUse } from '../../../utils/db/storage-use.ts'
import { useLive } from '../../ui/use-live.ts'

export interface Figures {
  use: StorageUse
  /** Bytes the browser says this extension takes, indexes and journal included. */
  usage: number
  /** Bytes the browser would let it take. */
  quota: number
}

/** Chromium also tells the database from the copies of our own scripts. */
type Estimate = StorageEstimate & { usageDetails?: { indexedDB?: number } }

export interface StorageState {
  /** Undefined while they are being added up for the first time. */
  figures: Figures | undefined
  /** Number of links in the trash. */
  trash: number
  recount: () => void
}

/** What is stored, added up when the page opens and after each act on it. */
export function useStorage(): StorageState {
  const [figures, setFigures] = useState<Figures>()
  const [round, setRound] = useState(0)
  const trash = useLive(() => countLinks('trash'), []) ?? 0
  useEffect(() => {
    const controller = new AbortController()
    read(controller.signal)
      .then(setFigures)
      .catch((error) => {
        if (!controller.signal.aborted) console.error(error)
      })
    return () => controller.abort()
  }, [round, trash])
  return { figures, trash, recount: () => setRound((count) => count + 1) }
}

async function read(signal: AbortSignal): Promise<Figures> {
  const [use, estimate] = await Promise.all([storageUse(signal), navigator.storage.estimate()])
  signal.throwIfAborted()
  const { usage = 0, quota = 0, usageDetails } = estimate as Estimate
  return { use, usage: usageDetails?.indexedDB ?? usage, quota }
}
