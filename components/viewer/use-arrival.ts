import { useCallback, useEffect, useState } from 'preact/hooks'
import { bodiesLacking } from '../../utils/db/body-queries.ts'
import { isSynced } from '../../utils/db/sync-queries.ts'
import { send } from '../../utils/messaging/send.ts'

export type Arrival = 'looking' | 'fetching' | 'here' | 'failed'

/**
 * Whether all that a version needs is in this browser. A version that another browser kept is fetched when it is
 * opened. What could not be fetched stands in nobody's way: the rest is shown.
 */
export function useArrival(uid: string): { arrival: Arrival; again: () => void } {
  const [arrival, setArrival] = useState<Arrival>('looking')
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let gone = false
    const show = (next: Arrival) => {
      if (!gone) setArrival(next)
    }
    void arrive(uid, () => show('fetching')).then(show)
    return () => {
      gone = true
    }
  }, [uid, tries])
  const again = useCallback(() => setTries((count) => count + 1), [])
  return { arrival, again }
}

async function arrive(uid: string, onFetch: () => void): Promise<Arrival> {
  try {
    if (!(await isSynced()) || (await bodiesLacking(uid)).length === 0) return 'here'
    onFetch()
    const answer = await send('fetch-bodies', { snapshot: uid })
    return 'lost' in answer ? 'here' : 'failed'
  } catch (error) {
    console.error(error)
    return 'failed'
  }
}
