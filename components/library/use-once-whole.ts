import { useEffect, useRef } from 'preact/hooks'
import type { Results } from './use-results.ts'

/** What waits until all links of a view are known. */
export interface OnceWhole {
  /** Does it as soon as they are, and has them looked for. */
  want: () => void
  /** @returns whether it was still waited for */
  callOff: () => boolean
}

/**
 * Does something with all links of a view: the first ones are not what somebody means who asks for all.
 * @param shelf the one of the address; who leaves it has called off what was wanted there
 */
export function useOnceWhole(
  results: Results | undefined,
  shelf: string,
  act: () => void,
): OnceWhole {
  const wanted = useRef('')
  const goOn = () => {
    if (wanted.current !== shelf) wanted.current = ''
    if (wanted.current === '' || results?.shelf !== shelf) return
    if (!results.whole) return results.all?.()
    wanted.current = ''
    act()
  }
  useEffect(goOn, [results, shelf])
  return {
    want: () => {
      wanted.current = shelf
      goOn()
    },
    callOff: () => {
      const was = wanted.current === shelf
      wanted.current = ''
      return was
    },
  }
}
