import { useEffect, useState } from 'preact/hooks'
import { watchCalmly } from '../../utils/db/watch.ts'

/** Numbers may come this much later than what they count. */
const PAUSE_MS = 400

/** Like `useLive` for a query that is dear and not urgent: changes in a row are answered once. */
export function useCalmLive<T>(query: () => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<T>()
  useEffect(() => watchCalmly(query, setAnswer, PAUSE_MS), [query])
  return answer
}
