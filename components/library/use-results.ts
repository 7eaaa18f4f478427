import { useEffect, useState } from 'preact/hooks'
import { watch } from '../../utils/db/watch.ts'
import { findLinks } from './find-links.ts'
import type { Route } from './route.ts'

/**
 * Ids a view shows, kept up to date; undefined until the first answer. A search that is overtaken by
 * the next key is aborted, and its list stays until the new one is there.
 */
export function useResults(route: Route): number[] | undefined {
  const [ids, setIds] = useState<number[]>()
  const { scope, q, tag } = route
  useEffect(() => {
    const overtaken = new AbortController()
    const view = { ...route, scope, q, tag }
    const stop = watch(
      () => findLinks(view, overtaken.signal),
      (found) => {
        if (!overtaken.signal.aborted) setIds(found)
      },
    )
    return () => {
      overtaken.abort()
      stop()
    }
  }, [scope, q, tag])
  return ids
}
