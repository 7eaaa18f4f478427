import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect } from 'preact/hooks'
import { keepPlace, readPlace } from './place.ts'
import { parseRoute, shelfKey } from './route.ts'

/** Scrolling writes its place this long after it stopped: browsers allow few such writes. */
const STILL_MS = 120

/**
 * Comes back to where a shelf was left, and remembers where it is.
 * @param ready whether it is as high as it will be
 */
export function usePlace(list: RefObject<HTMLElement | null>, shelf: string, ready: boolean): void {
  useLayoutEffect(() => {
    if (list.current && ready) list.current.scrollTop = readPlace().top
  }, [list, ready])
  useEffect(() => {
    const element = list.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      // Meanwhile the address may be that of another shelf.
      if (shelfKey(parseRoute(location.hash)) === shelf) keepPlace({ top: element.scrollTop })
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(keep, STILL_MS)
    }
    element.addEventListener('scroll', later, { passive: true })
    return () => {
      clearTimeout(timer)
      element.removeEventListener('scroll', later)
    }
  }, [list, shelf])
}
