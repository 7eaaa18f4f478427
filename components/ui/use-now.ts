import { useEffect, useState } from 'preact/hooks'

/** The time, anew every `ms`; stands still for 0. */
export function useNow(ms: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (ms === 0) return
    const timer = setInterval(() => setNow(Date.now()), ms)
    return () => clearInterval(timer)
  }, [ms])
  return now
}
