import { useCallback, useLayoutEffect, useState } from 'preact/hooks'
import { forgetPlace } from './place.ts'
import { formatRoute, parseRoute, type Route, shelfKey } from './route.ts'

export interface Navigation {
  route: Route
  /** Goes to a view and leaves a step to come back by. */
  go: (change: Partial<Route>) => void
  /** Goes to a view in place of this one. */
  replace: (change: Partial<Route>) => void
}

/** The view in the address bar. */
export function useRoute(): Navigation {
  const [route, setRoute] = useState(() => parseRoute(location.hash))
  // Not after it was painted: an address that changes meanwhile would be missed.
  useLayoutEffect(() => {
    const read = () => setRoute(parseRoute(location.hash))
    addEventListener('popstate', read)
    addEventListener('hashchange', read)
    return () => {
      removeEventListener('popstate', read)
      removeEventListener('hashchange', read)
    }
  }, [])
  const move = useCallback((change: Partial<Route>, push: boolean) => {
    const { add: _done, ...old } = parseRoute(location.hash)
    const next: Route = { ...old, ...change }
    // On the same shelf the place stays; another one is shown from its top.
    const state = shelfKey(next) === shelfKey(old) ? history.state : forgetPlace()
    if (push) history.pushState(state, '', formatRoute(next))
    else history.replaceState(state, '', formatRoute(next))
    setRoute(next)
  }, [])
  const go = useCallback((change: Partial<Route>) => move(change, true), [move])
  const replace = useCallback((change: Partial<Route>) => move(change, false), [move])
  return { route, go, replace }
}
