import { useEffect, useState } from 'preact/hooks'
import { watchCalmly } from '../../utils/db/watch.ts'

/** Numbers may come this much later than what they count. */
const PAUSE_MS = 400

/** The rows that are asked for first come first: the database answers one after the other. */
const AFTER_YOU_MS = 100

/**
 * Like `useLive` for a query that is dear and not urgent: changes in a row are answered once.
 * @param ready it waits until then
 */
export function useCalmLive<T>(query: () => Promise<T>, ready: boolean): T | undefined {
  const [answer, setAnswer] = useState<T>()
  useEffect(() => {
    if (!ready) return
    let stop = () => {}
    const timer = setTimeout(() => {
      stop = watchCalmly(query, setAnswer, PAUSE_MS)
    }, AFTER_YOU_MS)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [query, ready])
  return answer
}
