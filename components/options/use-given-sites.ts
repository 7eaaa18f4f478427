import { useEffect, useState } from 'preact/hooks'
import { send } from '../../utils/messaging/send.ts'
import type { SitePermission } from '../ui/use-all-sites.ts'

/** Single sites that were allowed, apart from all of them. */
export interface GivenSites {
  /** Patterns such as 'https://example.com/*'. */
  list: () => Promise<string[]>
  drop: (pattern: string) => Promise<boolean>
  /** Whether Chromium's copy of a page may be read; undefined where there is no such thing. */
  hasPageCopy: () => Promise<boolean | undefined>
  /** Whether the browser's bookmarks may be read, and how that ends. */
  hasBookmarks: () => Promise<boolean>
  dropBookmarks: () => Promise<boolean>
}

export interface Given {
  patterns: string[]
  pageCopy: boolean | undefined
  bookmarks: boolean
  dropBookmarks: () => void
  drop: (pattern: string) => void
}

/** What was given beside all sites; undefined until known. */
export function useGivenSites(
  sites: GivenSites,
  { onChange }: Pick<SitePermission, 'onChange'>,
): Given | undefined {
  const [given, setGiven] = useState<Pick<Given, 'patterns' | 'pageCopy' | 'bookmarks'>>()
  useEffect(() => {
    const read = async () =>
      setGiven({
        patterns: await sites.list(),
        pageCopy: await sites.hasPageCopy(),
        bookmarks: await sites.hasBookmarks(),
      })
    void read()
    return onChange(() => void read())
  }, [sites, onChange])
  const drop = async (pattern: string) => {
    if (await sites.drop(pattern).catch(() => false)) await send('permissions-changed', {})
  }
  return (
    given && {
      ...given,
      drop: (pattern) => void drop(pattern),
      // The browser tells of the change, and nothing waits for it.
      dropBookmarks: () => void sites.dropBookmarks().catch(() => false),
    }
  )
}
