import { useEffect, useRef, useState } from 'preact/hooks'
import { readBody, readText } from '../../utils/db/queries.ts'
import { errorText, t } from '../../utils/i18n/t.ts'
import { toLinkshotError } from '../../utils/model/error.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { showToast } from '../ui/toast-store.ts'
import type { SaveItem } from './save-items.ts'
import type { ViewerServices } from './viewer-props.ts'

/** A file that is being made. */
export interface SaveWork {
  name: string
  /** From 0 to 1. */
  share: number
  /** It has taken long enough to be told of. */
  slow: boolean
}

/** What is done sooner needs no word. */
const SLOW_MS = 1000

/** Makes files of a version, one at a time. */
export function useSave(snapshot: Snapshot, saveFile: ViewerServices['saveFile']) {
  const [work, setWork] = useState<SaveWork>()
  const running = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => running.current?.abort(), [snapshot.uid])
  const save = async ({ name, make }: SaveItem) => {
    if (running.current) return
    const stop = new AbortController()
    running.current = stop
    // What was cancelled may go on for a moment, beside another.
    const change = (part: Partial<SaveWork>) => {
      if (running.current === stop) setWork((old) => old && { ...old, ...part })
    }
    setWork({ name, share: 0, slow: false })
    const timer = setTimeout(() => change({ slow: true }), SLOW_MS)
    try {
      const { signal } = stop
      const progress = (share: number) => change({ share })
      const file = await make({ readBody, readText, signal, progress })
      signal.throwIfAborted()
      saveFile(file.body, file.name)
    } catch (error) {
      if (!stop.signal.aborted) tell(error)
    } finally {
      clearTimeout(timer)
      if (running.current === stop) end()
    }
  }
  const end = () => {
    running.current = undefined
    setWork(undefined)
  }
  const cancel = () => {
    running.current?.abort()
    end()
  }
  return { work, save: (item: SaveItem) => void save(item), cancel }
}

function tell(error: unknown): void {
  const { reason } = toLinkshotError(error)
  const text = reason === 'damaged' ? t('viewer.saveDamaged') : errorText(reason)
  showToast(text, { tone: 'error' })
}
