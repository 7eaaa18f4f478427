import { browser } from './browser.ts'

/** The address at which a sign-in ends; the browser takes it over before anything is loaded from there. */
export const redirectAddress = (): string => browser.identity.getRedirectURL('auth')

/** Why a sign-in window ended without an answer: somebody closed it, or it could not be loaded. */
export type WindowEnd = 'closed' | 'not-loaded'

/**
 * Opens a window for signing in, until it gets to our address.
 * @returns the address it ended at, or how it ended
 */
export async function openSignIn(url: string): Promise<{ landed: string } | { end: WindowEnd }> {
  try {
    const landed = await browser.identity.launchWebAuthFlow({ url, interactive: true })
    return landed ? { landed } : { end: 'closed' }
  } catch (error) {
    return { end: endOf(String(error)) }
  }
}

/**
 * Browsers tell the two apart by words only: "did not approve access", "User cancelled or denied access". Whoever asks
 * while a window is open already gets none.
 */
export const endOf = (message: string): WindowEnd =>
  /approve|cancel|denied|closed|only one/i.test(message) ? 'closed' : 'not-loaded'

/** Firefox wants to be asked for what leaves the computer. */
const DATA = {
  data_collection: ['websiteContent', 'browsingActivity', 'bookmarksInfo', 'authenticationInfo'],
} as unknown as Parameters<typeof browser.permissions.request>[0]

/** The consent to send the library to the project; other browsers have no such question. */
export const dataConsent = {
  has: async (): Promise<boolean> =>
    import.meta.env.BROWSER !== 'firefox' || browser.permissions.contains(DATA),
  /** Call it straight from a click: browsers refuse it after an await. */
  request: async (): Promise<boolean> =>
    import.meta.env.BROWSER !== 'firefox' || browser.permissions.request(DATA),
}
