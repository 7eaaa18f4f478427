import type { Page } from 'puppeteer-core'
import { seedLibrary } from '../../scripts/lib/seed-library.mjs'
import { type Extension, launchExtension, until } from './extension.ts'
import { closeWelcome } from './keep.ts'
import { pressKeys } from './press-keys.ts'

export const ROW = '[data-role=row]'

export type LinkRow = {
  id: number
  title: string
  note: string
  state: string
  starred: 0 | 1
  tags: number[]
}

/** The library of a running extension, in English. */
export interface LibraryPage {
  extension: Extension
  page: Page
  /** Fills it and shows a view afresh. */
  show(hash: string, count: number, tags?: number): Promise<void>
  links(): Promise<LinkRow[]>
  link(id: number): Promise<LinkRow>
  /** Ids of the links that are drawn, in their order. */
  drawn(): Promise<number[]>
  /** Presses keys one after the other. */
  press(...keys: string[]): Promise<void>
  /** Waits until a link is as wanted. */
  becomes(id: number, wanted: Partial<LinkRow>): Promise<void>
}

export async function openLibrary(width = 1400): Promise<LibraryPage> {
  const extension = await launchExtension()
  await extension.send('set-setting', { key: 'language', value: 'en' })
  await closeWelcome(extension)
  const page = await extension.browser.newPage()
  await page.setViewport({ width, height: 900 })
  const links = async () => (await extension.rows('links')) as unknown as LinkRow[]
  const link = async (id: number) => {
    const found = (await links()).find((each) => each.id === id)
    if (!found) throw new Error(`no link ${id}`)
    return found
  }
  return {
    extension,
    page,
    links,
    link,
    async show(hash, count, tags = 30) {
      await seedLibrary(await extension.helper(), count, { tags })
      await page.bringToFront()
      await page.goto('about:blank')
      await page.goto(extension.url(`library.html${hash}`))
      await page.waitForSelector(`${ROW}, [data-role=empty]`)
    },
    drawn: () =>
      page.$$eval('[data-role=row]', (rows) =>
        rows.map((row) => Number(row.getAttribute('data-link-id'))),
      ),
    press: (...keys) => pressKeys(page, ...keys),
    async becomes(id, wanted) {
      await until(`link ${id} to be ${JSON.stringify(wanted)}`, async () => {
        const now = await link(id)
        return Object.entries(wanted).every(
          ([field, value]) => JSON.stringify(now[field as keyof LinkRow]) === JSON.stringify(value),
        )
      })
    },
  }
}
