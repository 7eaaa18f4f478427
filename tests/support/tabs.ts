import type { Page } from 'puppeteer-core'
import type { Extension } from './extension.ts'

interface ChromeTab {
  id: number
  url?: string
}

declare const chrome: { tabs: { query(filter: object): Promise<ChromeTab[]> } }

/** All tabs as the granted extension sees them. */
export async function tabsOf(extension: Extension): Promise<ChromeTab[]> {
  return (await extension.helper()).evaluate(() => chrome.tabs.query({}))
}

/** The browser's number of the tab that shows a page. */
export async function tabIdOf(extension: Extension, page: Page): Promise<number> {
  const tab = (await tabsOf(extension)).find(({ url }) => url === page.url())
  if (!tab) throw new Error(`no tab shows ${page.url()}`)
  return tab.id
}
