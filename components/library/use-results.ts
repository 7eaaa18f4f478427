import { useEffect, useMemo, useState } from 'preact/hooks'
import { watch } from '../../utils/db/watch.ts'
import { findLinks } from './find-links.ts'
import { staying } from './hopes.ts'
import { type Route, shelfKey } from './route.ts'
import { useHopes } from './use-hopes.ts'

export interface Results {
  ids: number[]
  /** The shelf they are of: the address may be further already. */
  shelf: string
}

/**
 * Ids a view shows, kept up to date; undefined until the first answer. A search that is overtaken by
 * the next key is aborted, and its list stays until the new one is there.
 */
export function useResults(route: Route): Results | undefined {
  const [results, setResults] = useState<Results>()
  const { scope, q, tag, sort } = route
  useEffect(() => {
    const shelf = shelfKey(route)
    const overtaken = new AbortController()
    const stop = watch(
      () => findLinks({ scope, q, tag, sort }, overtaken.signal),
      (ids) => {
        if (!overtaken.signal.aborted) setResults({ ids, shelf })
      },
    )
    return () => {
      overtaken.abort()
      stop()
    }
  }, [scope, q, tag, sort])
  const hopes = useHopes()
  return useMemo(
    () => results && { ...results, ids: staying(results.ids, scope) },
    [results, scope, hopes],
  )
}
