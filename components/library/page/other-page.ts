import { useLayoutEffect, useState } from 'preact/hooks'

/** Views of the library that are no shelf; each has an address, such as '#/activity'. */
export const OTHER_PAGES = ['duplicates', 'activity'] as const
export type OtherPage = (typeof OTHER_PAGES)[number]

/** The view an address names; undefined for a shelf. */
export const parsePage = (hash: string): OtherPage | undefined =>
  OTHER_PAGES.find((page) => page === hash.replace(/^#\/?|\?.*$/g, ''))

/** The view in the address bar. */
export function usePage(): OtherPage | undefined {
  const [page, setPage] = useState(() => parsePage(location.hash))
  useLayoutEffect(() => {
    const read = () => setPage(parsePage(location.hash))
    addEventListener('popstate', read)
    addEventListener('hashchange', read)
    return () => {
      removeEventListener('popstate', read)
      removeEventListener('hashchange', read)
    }
  }, [])
  return page
}
