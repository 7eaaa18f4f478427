import { hostPattern } from '../shared/site-pattern.ts'
import { browser } from './browser.ts'

/** Firefox has no pageCapture; there the hosts alone are asked for. */
const hasPageCaptureApi = (): boolean => import.meta.env.BROWSER !== 'firefox'

/** Both at once: asking for pageCapture later would prompt again even when the hosts are held. */
const wanted = () => ({
  origins: ['<all_urls>'],
  ...(hasPageCaptureApi() ? { permissions: ['pageCapture'] } : {}),
})

/** Whether pages of every site may be read without a click on them. */
export const hasAllSites = (): Promise<boolean> =>
  browser.permissions.contains({ origins: ['<all_urls>'] })

/** Whether pages of an address's host may be read without a click on them: of all sites, or of that one. */
export async function mayRead(url: string): Promise<boolean> {
  if (await hasAllSites()) return true
  const pattern = hostPattern(url)
  return pattern !== '' && browser.permissions.contains({ origins: [pattern] })
}

/**
 * Asks for all sites, or for some given as patterns. Call it straight from a click: browsers refuse it after
 * an await.
 * @returns whether it was given
 */
const requestSites = (origins?: string[]): Promise<boolean> =>
  browser.permissions.request(origins ? { origins } : (wanted() as Permissions))

/** Gives all sites back. */
const dropAllSites = (): Promise<boolean> => browser.permissions.remove(wanted() as Permissions)

/** Calls back after a permission was given or taken; returns what stops it. */
export function onPermissionsChanged(callback: () => void): () => void {
  browser.permissions.onAdded.addListener(callback)
  browser.permissions.onRemoved.addListener(callback)
  return () => {
    browser.permissions.onAdded.removeListener(callback)
    browser.permissions.onRemoved.removeListener(callback)
  }
}

type Permissions = Parameters<typeof browser.permissions.request>[0]

/** The optional permission as the screens use it. */
export const sitePermission = {
  has: hasAllSites,
  request: requestSites,
  drop: dropAllSites,
  onChange: onPermissionsChanged,
}

/** Patterns that mean every site. */
const EVERYWHERE = new Set(['<all_urls>', '*://*/*', 'http://*/*', 'https://*/*'])

/** Patterns of single sites the user allowed. */
async function givenSites(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll()
  return origins.filter((pattern) => !EVERYWHERE.has(pattern)).sort()
}

async function hasPageCapture(): Promise<boolean | undefined> {
  if (!hasPageCaptureApi()) return undefined
  return browser.permissions.contains({ permissions: ['pageCapture'] } as Permissions)
}

const BOOKMARKS = { permissions: ['bookmarks'] } as Permissions

/** The optional permission to see the browser's bookmarks. Ask straight from a click. */
export const bookmarkPermission = {
  has: (): Promise<boolean> => browser.permissions.contains(BOOKMARKS),
  request: (): Promise<boolean> => browser.permissions.request(BOOKMARKS),
  drop: (): Promise<boolean> => browser.permissions.remove(BOOKMARKS),
}

/** What was given beside all sites, as the settings show it. */
export const givenPermissions = {
  list: givenSites,
  drop: (pattern: string): Promise<boolean> => browser.permissions.remove({ origins: [pattern] }),
  hasPageCopy: hasPageCapture,
  hasBookmarks: bookmarkPermission.has,
  dropBookmarks: bookmarkPermission.drop,
}
