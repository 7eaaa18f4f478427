import { useEffect, useState } from 'preact/hooks'
import { findDuplicates } from '../../../utils/db/find-duplicates.ts'
import { setting } from '../../../utils/db/queries.ts'
import type { LikeGroup } from '../../../utils/links/group-duplicates.ts'

/** What the finder has found, and how far it is. */
export interface Search {
  groups: LikeGroup[]
  /** From 0 to 1; 1 where it is through. */
  share: number
  stopped: boolean
  failed: boolean
}

const NEW: Search = { groups: [], share: 0, stopped: false, failed: false }

/** Looks for duplicates once, and again when asked to. */
export function useDuplicates() {
  const [search, setSearch] = useState(NEW)
  const [round, setRound] = useState(0)
  const [controller, setController] = useState<AbortController>()
  useEffect(() => {
    const own = new AbortController()
    setController(own)
    setSearch(NEW)
    find(own.signal, setSearch).catch((error) => {
      if (own.signal.aborted) return
      console.error(error)
      setSearch((last) => ({ ...last, share: 1, failed: true }))
    })
    return () => own.abort()
  }, [round])
  return {
    search,
    again: () => setRound(round + 1),
    stop: () => {
      controller?.abort()
      setSearch((last) => ({ ...last, share: 1, stopped: true }))
    },
  }
}

type Set = (next: (last: Search) => Search) => void

async function find(signal: AbortSignal, set: Set): Promise<void> {
  const apart = new Set(await setting('linksApart'))
  await findDuplicates({
    apart,
    signal,
    tell: ({ share, groups }) => {
      if (signal.aborted) return
      // What was found stays where nothing new is told.
      set((last) => ({ ...last, share, groups: groups.length > 0 ? groups : last.groups }))
    },
  })
}
