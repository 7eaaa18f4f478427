import { useEffect, useState } from 'preact/hooks'
import { readStorageIndex, type StorageIndex } from '../../../utils/db/storage-index.ts'

export interface IndexState {
  /** Undefined until it was read for the first time. */
  index: StorageIndex | undefined
  /** How much of it was read, from 0 to 1. */
  share: number
  again: () => void
}

/**
 * Who refers to which bodies, read once and after each act on it.
 * @param ready it waits until then: the database answers one after the other
 */
export function useIndex(ready: boolean): IndexState {
  const [index, setIndex] = useState<StorageIndex>()
  const [share, setShare] = useState(0)
  const [round, setRound] = useState(0)
  useEffect(() => {
    if (!ready) return
    const controller = new AbortController()
    const { signal } = controller
    readStorageIndex({ signal, tell: setShare })
      .then(setIndex)
      .catch((error) => {
        if (!signal.aborted) console.error(error)
      })
    return () => controller.abort()
  }, [ready, round])
  return { index, share, again: () => setRound((count) => count + 1) }
}
