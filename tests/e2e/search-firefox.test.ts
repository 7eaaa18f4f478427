import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { answer, type Site, serve } from '../support/site.ts'

declare const browser: {
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> }
  runtime: { sendMessage(message: unknown): Promise<unknown> }
}

const page = (title: string, body: string) =>
  answer('text/html; charset=utf-8', `<!doctype html><title>${title}</title><p>${body}`)
const PAGES = {
  '/soup': page('家常菜', '再用小火炒出糖色，裹在肉上。'),
  '/rust': page('Ownership', 'Memory safety in rust needs no collector.'),
  '/rust2': page('Ownership', 'Rust again.'),
}

describe('in Firefox', () => {
  let site: Site
  let firefox: FirefoxExtension
  let library: Page

  const titles = () =>
    library.evaluate(() =>
      [...document.querySelectorAll('.row-title')].map((each) => each.textContent.trim()),
    )
  const go = (hash: string) =>
    library.evaluate((to) => {
      location.hash = to
    }, hash)
  const shows = (selector: string) =>
    until(selector, () => library.evaluate((at) => document.querySelector(at) !== null, selector))
  const finds = (query: string, ...wanted: string[]) =>
    until(`${wanted} for ${query}`, async () => {
      await go(`#/all?q=${encodeURIComponent(query)}`)
      await new Promise((resolve) => setTimeout(resolve, 400))
      return JSON.stringify(await titles()) === JSON.stringify(wanted)
    })

  beforeAll(async () => {
    site = await serve('/nowhere', PAGES)
    firefox = await launchFirefox('granted')
    library = await firefox.open('library.html')
    for (const path of Object.keys(PAGES)) {
      const tab = await firefox.browser.newPage()
      await tab.goto(`${site.origin}${path}`)
      await tab.bringToFront()
      await library.evaluate(async (url) => {
        const found = (await browser.tabs.query({})).find((each) => each.url === url)
        const data = { tabId: found?.id, trigger: 'popup' }
        await browser.runtime.sendMessage({ to: 'linkshot', name: 'keep-tab', data })
      }, tab.url())
      await tab.close()
    }
    await library.bringToFront()
  }, 180_000)
  afterAll(async () => {
    await firefox?.close()
    await site?.close()
  })

  it('pages are indexed where nobody sees it', async () => {
    await until('an index of three pages', () => library.evaluate(indexedLinks, 3), 60_000)
  })

  it('they are found by what they say, with the words marked', async () => {
    await finds('糖色', '家常菜')
    await finds('RUST -collect', 'Ownership')
    await finds('"needs no collector"', 'Ownership')
    await shows('[data-role=excerpt] mark')
  })

  it('the page that was found opens with the words marked', async () => {
    const uid = await library.evaluate(latestOf, '家常菜')
    const viewer = await firefox.open(`viewer.html?snapshot=${uid}&q=${encodeURIComponent('糖色')}`)
    await viewer.bringToFront()
    await until('one mark', () =>
      viewer.evaluate(() =>
        document.querySelector('[data-role=find-count]')?.textContent.includes('1'),
      ),
    )
    await viewer.close()
    await library.bringToFront()
  })

  it('they stand in groups, and what is twice there is shown', async () => {
    await go('#/all?group=site')
    await shows('[data-role=group]')
    await go('#/duplicates')
    await shows('[data-done=true]')
    await go('#/activity')
    await shows('[data-role=act]')
  })
})

/** Runs in a page of ours. */
function indexedLinks(wanted: number): Promise<boolean> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => {
      const reading = opening.result.transaction('indexSegments').objectStore('indexSegments')
      const all = reading.getAll()
      all.onsuccess = () => {
        opening.result.close()
        const rows: { documents: number; gone: number }[] = all.result
        resolve(rows.reduce((sum, { documents, gone }) => sum + documents - gone, 0) === wanted)
      }
    }
  })
}

/** Runs in a page of ours: the newest version of the link with a title. */
function latestOf(title: string): Promise<string> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => {
      const all = opening.result.transaction('links').objectStore('links').getAll()
      all.onsuccess = () => {
        opening.result.close()
        const rows: { title: string; latest: string }[] = all.result
        resolve(rows.find((row) => row.title === title)?.latest ?? '')
      }
    }
  })
}
