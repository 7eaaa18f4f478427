import type { Page } from 'puppeteer-core'
import { type Extension, launchExtension } from './extension.ts'
import { closeWelcome } from './keep.ts'

/** The lines of the list to pick links from. */
export const LINES = '[data-role=add-lines] [role=option]'

/** The library's dialog for adding links, in a browser of its own and in English. */
export interface AddPage {
  extension: Extension
  /** The tab that shows it; another where the popup opened one. */
  page: Page
  openAdd(): Promise<void>
  /** Pages are not kept. */
  linksOnly(): Promise<void>
  /** Adds what is chosen. */
  add(): Promise<void>
  /** Until a list is there. */
  listed(): Promise<unknown>
  titles(): Promise<string[]>
  press(...keys: string[]): Promise<void>
  /** The stored link of an address. */
  linkTo(url: string): Promise<Record<string, unknown> | undefined>
  /** Names of its tags. */
  tagsOf(url: string): Promise<unknown[]>
  close(): Promise<void>
}

export async function openAddPage(mode: 'granted' | 'production'): Promise<AddPage> {
  const extension = await launchExtension({ mode })
  await extension.send('set-setting', { key: 'language', value: 'en' })
  await closeWelcome(extension)
  const linkTo = async (url: string) =>
    (await extension.rows('links')).find((row) => row['url'] === url)
  const at: AddPage = {
    extension,
    page: await extension.browser.newPage(),
    linkTo,
    openAdd: async () => {
      await at.page.bringToFront()
      await at.page.goto('about:blank')
      await at.page.goto(extension.url('library.html'))
      await at.page.waitForSelector('[data-action=add-links]')
      await at.page.click('[data-action=add-links]')
      await at.page.waitForSelector('[data-role=add-field]')
    },
    linksOnly: () => at.page.click('[data-role=add-capture]'),
    add: async () => {
      await at.page.click('[data-action=add]')
      await at.page.waitForSelector('[data-role=add-progress]')
    },
    listed: () =>
      at.page.waitForFunction(() => document.querySelector('[data-role=pick] .pick-line') !== null),
    titles: () => at.page.$$eval('.pick-title', (all) => all.map((each) => each.textContent)),
    press: async (...keys) => {
      for (const key of keys) await at.page.keyboard.press(key as 'Enter')
    },
    tagsOf: async (url) => {
      const tags = await extension.rows('tags')
      const ids = ((await linkTo(url))?.['tags'] ?? []) as number[]
      return ids.map((id) => tags.find((tag) => tag['id'] === id)?.['name'])
    },
    close: () => extension.close(),
  }
  return at
}
