import type { Page } from 'puppeteer-core'

/** A page whose elements are waited for: a user waits for what is not there yet, a script would report it missing. */
export function patient(page: Page): Page {
  for (const action of ['click', 'type', 'focus', 'hover', '$eval'] as const) {
    const act = page[action].bind(page) as (...args: unknown[]) => Promise<never>
    page[action] = async (selector: string, ...rest: unknown[]) => {
      await page.waitForSelector(selector)
      return act(selector, ...rest)
    }
  }
  return page
}
