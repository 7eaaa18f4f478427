import { useCallback, useEffect, useState } from 'preact/hooks'
import { searchedWords, wordsFor } from '../../../utils/search/excerpt/searched-words.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import { type FoundInPage, findInPage, viewsIn } from './find-in-page.ts'

export interface PageFind {
  words: string
  count: number
  /** Number of the one that is shown, from 0 on. */
  at: number
  step: (by: number) => void
  stop: () => void
}

/**
 * Marks the words of a search in a kept page, and goes from one to the next; undefined while there is nothing to mark.
 * @param page the frame once its page is on screen
 * @param q the search by which the page was found
 */
export function useFind(
  page: HTMLIFrameElement | undefined,
  q: string,
  stop: () => void,
): PageFind | undefined {
  const [found, setFound] = useState<FoundInPage>()
  const [at, setAt] = useState(0)
  const words = wordsFor(searchedWords(parseQuery(q).tree), 'text')
  useEffect(() => {
    if (!page || words.length === 0) return setFound(undefined)
    const next = findInPage(page, words)
    next.show(0)
    setAt(0)
    setFound(next)
    const release = onEscape(page, stop)
    return () => {
      release()
      next.clear()
    }
  }, [page, q])
  const count = found?.count ?? 0
  const step = useCallback(
    (by: number) => {
      const next = (at + by + count) % Math.max(1, count)
      found?.show(next)
      setAt(next)
    },
    [found, at, count],
  )
  return found && { words: words.map(({ value }) => value).join(' '), count, at, step, stop }
}

/** Wherever the focus is: in the viewer or in one of the page's frames. */
function onEscape(page: HTMLIFrameElement, act: () => void): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) act()
  }
  const views: Window[] = [window, ...viewsIn(page)]
  for (const view of views) view.addEventListener('keydown', press)
  return () => {
    for (const view of views) view.removeEventListener('keydown', press)
  }
}
