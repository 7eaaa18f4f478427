import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { difference } from '../support/picture.ts'
import { readSnapshot } from '../support/read-snapshot.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { WHOLE_PAGES } from '../support/whole-pages.ts'
import { type PictureRow, stitch } from '../support/whole-picture.ts'

declare const browser: {
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> }
  runtime: { sendMessage(message: unknown): Promise<{ ok: boolean; value?: { snapshot: string } }> }
}

/** Nothing stays in place on the first, so that it is drawn without being scrolled. */
const NAMES = ['plain', 'fixed header and footer', 'sticky header']

describe('the picture of a whole page in Firefox', () => {
  let site: Site
  let firefox: FirefoxExtension
  let library: Page

  beforeAll(async () => {
    const routes = NAMES.map((name) => [
      `/${encodeURIComponent(name)}`,
      answer('text/html; charset=utf-8', WHOLE_PAGES[name] ?? ''),
    ])
    site = await serve('.', Object.fromEntries(routes))
    firefox = await launchFirefox('granted')
    library = await firefox.open('library.html')
    await library.evaluate(() =>
      browser.runtime.sendMessage({
        to: 'linkshot',
        name: 'set-setting',
        data: { key: 'screenshotFormat', value: 'png' },
      }),
    )
  }, 120_000)
  afterAll(async () => {
    await firefox?.close()
    await site?.close()
  })

  it.each(NAMES)(
    'is that of the page in one piece: %s',
    async (name) => {
      const url = `${site.origin}/${encodeURIComponent(name)}`
      const page = await firefox.browser.newPage()
      await page.goto(url)
      await page.bringToFront()
      await page.evaluate(() => scrollTo(0, 431))
      await page.evaluate(countScrolls)
      const row = await keepWhole(library, url)
      expect(row.notices).toEqual([])
      expect(await page.evaluate(() => scrollY)).toBe(431)
      const scrolls = await page.evaluate(() => Number(document.documentElement.dataset['scrolls']))
      if (name === 'plain') expect(scrolls).toBe(0)
      else expect(scrolls).toBeGreaterThan(0)
      await page.evaluate(() => scrollTo(0, 0))
      const size = await page.evaluate(() => ({
        width: document.documentElement.clientWidth,
        height: document.documentElement.scrollHeight,
      }))
      await page.setViewport(size)
      await page.goto(url)
      const live = await page.screenshot()
      const shown = Buffer.from(await library.evaluate(stitch, row.tiles ?? []), 'base64')
      expect(difference(shown, live)).toBeLessThan(0.001)
      await page.close()
    },
    120_000,
  )
})

/** Runs in the page, once it has come to rest. */
async function countScrolls(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 200))
  let count = 0
  const note = () => {
    document.documentElement.dataset['scrolls'] = String(count)
  }
  note()
  addEventListener('scroll', () => {
    count++
    note()
  })
}

async function keepWhole(library: Page, url: string): Promise<PictureRow> {
  const reply = await library.evaluate(async (address) => {
    const tab = (await browser.tabs.query({})).find((each) => each.url === address)
    const data = { tabId: tab?.id, trigger: 'popup', wholePicture: true }
    return browser.runtime.sendMessage({ to: 'linkshot', name: 'keep-tab', data })
  }, url)
  expect(reply).toMatchObject({ ok: true })
  return until(
    'the end of the picture',
    async () => {
      const row = await library.evaluate(readSnapshot, reply.value?.snapshot ?? '')
      return row?.status === 'complete' ? row : undefined
    },
    60_000,
  )
}
