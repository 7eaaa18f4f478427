import { useCallback, useEffect, useState } from 'preact/hooks'
import { formatRoute, parseRoute, type Route } from './route.ts'

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
  useEffect(() => {
    const read = () => setRoute(parseRoute(location.hash))
    addEventListener('popstate', read)
    addEventListener('hashchange', read)
    return () => {
      removeEventListener('popstate', read)
      removeEventListener('hashchange', read)
    }
  }, [])
  const move = useCallback((change: Partial<Route>, push: boolean) => {
    const next = { ...parseRoute(location.hash), ...change, add: '' }
    const address = formatRoute(next)
    if (push) history.pushState(null, '', address)
    else history.replaceState(null, '', address)
    setRoute(next)
  }, [])
  const go = useCallback((change: Partial<Route>) => move(change, true), [move])
  const replace = useCallback((change: Partial<Route>) => move(change, false), [move])
  return { route, go, replace }
}
