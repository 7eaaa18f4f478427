import { useEffect, useState } from 'preact/hooks'
import { type ErrorReason, toLinkshotError } from '../../../../utils/model/error.ts'
import type { LinkSources } from './link-sources.ts'
import { type ListSource, type LoadedSource, loadSource } from './load-source.ts'

export type Loading = { loaded?: LoadedSource; reason?: ErrorReason }

/** What a source holds, once it was read; changes of the source begin anew. */
export function useLoaded(source: ListSource, sources: LinkSources, ready: boolean): Loading {
  const [state, setState] = useState<Loading>({})
  useEffect(() => {
    setState({})
    if (!ready) return
    const stop = new AbortController()
    const tell = (next: Loading) => {
      if (!stop.signal.aborted) setState(next)
    }
    void loadSource(source, sources, stop.signal).then(
      (loaded) => tell({ loaded }),
      (error: unknown) => tell({ reason: toLinkshotError(error).reason }),
    )
    return () => stop.abort()
  }, [source, ready])
  return state
}
