import { useEffect, useState } from 'preact/hooks'
import { watch } from '../../utils/db/watch.ts'

/**
 * The query's newest answer, undefined until the first one. When `inputs` change the last answer stays
 * until the new one is there, so screens do not blink; give the component a `key` where that misleads.
 */
export function useLive<T>(query: () => Promise<T>, inputs: readonly unknown[]): T | undefined {
  const [answer, setAnswer] = useState<{ value: T }>()
  useEffect(() => watch(query, (value) => setAnswer({ value })), inputs)
  return answer?.value
}
