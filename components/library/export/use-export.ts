import { useEffect, useRef, useState } from 'preact/hooks'
import { t, tn } from '../../../utils/i18n/t.ts'
import { showFailure } from '../../ui/run-act.ts'
import { showToast } from '../../ui/toast-store.ts'
import type { ExportFormat, ExportLinks } from './export-format.ts'

/** Drawn ten times a second, however many steps there are. */
const DRAW_MS = 100

/** One export at a time; whoever leaves it ends it. */
export function useExport(exportLinks: ExportLinks, done: () => void) {
  /** From 0 to 1; undefined where nothing is exported. */
  const [share, setShare] = useState<number>()
  const running = useRef<AbortController | undefined>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const run = async (format: ExportFormat, ids: readonly number[]) => {
    const own = new AbortController()
    running.current = own
    setShare(0)
    let drawn = 0
    const progress = (step: { done: number; total: number }) => {
      if (performance.now() - drawn < DRAW_MS) return
      drawn = performance.now()
      setShare(step.done / Math.max(1, step.total))
    }
    try {
      const { without } = await exportLinks(format, ids, { signal: own.signal, progress })
      showToast(exported(ids.length, without))
      done()
    } catch (error) {
      if (!own.signal.aborted) showFailure(error)
    }
    setShare(undefined)
  }
  return { share, run, stop: () => running.current?.abort() }
}

const exported = (count: number, without: number): string =>
  without === 0 ? tn('library.exported', count) : t('library.exportedSome', count, without)
