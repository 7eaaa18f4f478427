import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedKeptPages } from '../../scripts/lib/seed-kept-pages.mjs'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { printLibrary } from '../support/library-print.ts'

/** Runs in the page: empties every table. */
async function wipe(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => resolve(opening.result)
  })
  const names = [...database.objectStoreNames]
  const transaction = database.transaction(names, 'readwrite')
  for (const name of names) transaction.objectStore(name).clear()
  await new Promise<void>((resolve) => {
    transaction.oncomplete = () => resolve()
  })
  database.close()
}

/** Runs in the page: gives the saved file to the import as if it had been chosen. */
async function chooseSaved(): Promise<void> {
  const saved = document.querySelector<HTMLAnchorElement>('[data-role=export-file]')
  const body = await (await fetch(saved?.href ?? '')).blob()
  const transfer = new DataTransfer()
  transfer.items.add(new File([body], 'export.zip'))
  const input = document.querySelector<HTMLInputElement>('[data-role=import-files]')
  if (!input) throw new Error('no field for files')
  input.files = transfer.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

const shown = (page: Page, role: string) =>
  page.waitForSelector(`[data-role=${role}], [data-role=error]`, { timeout: 60_000 })

describe('in Firefox', () => {
  let firefox: FirefoxExtension
  let page: Page

  beforeAll(async () => {
    firefox = await launchFirefox('granted')
    page = await firefox.open('options.html#backup')
    await page.waitForSelector('[data-action=export-library]')
    await seedKeptPages(page, { count: 12, kilobytes: 20 })
  }, 120_000)
  afterAll(async () => {
    await firefox?.close()
  })

  it('goes out and comes back in, byte by byte', async () => {
    const before = await page.evaluate(printLibrary)
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('[data-action=export-library]')?.click(),
    )
    await shown(page, 'exported')
    expect(await page.$('[data-role=error]')).toBeNull()
    await page.evaluate(wipe)
    expect(await page.evaluate(printLibrary)).toBe('')
    await page.evaluate(chooseSaved)
    await shown(page, 'imported')
    expect(await page.$eval('[data-role=imported]', (said) => said.textContent)).toContain('12')
    expect(await page.evaluate(printLibrary)).toBe(before)
  }, 120_000)
})
