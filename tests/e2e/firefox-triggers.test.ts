import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { answer, serve } from '../support/site.ts'

declare const browser: {
  bookmarks: { create(node: object): Promise<{ id: string }> }
  tabs: { query(filter: object): Promise<{ id: number; url: string }[]> }
  contextMenus: { update(id: string, change: object): Promise<void> }
  commands: { getAll(): Promise<{ name: string }[]> }
  runtime: { getManifest(): { omnibox?: { keyword: string } } }
}

describe('in Firefox', () => {
  let firefox: FirefoxExtension

  beforeAll(async () => {
    firefox = await launchFirefox('granted')
  }, 120_000)
  afterAll(() => firefox?.close())

  it('has the menu, on tabs too, the commands and the keyword', async () => {
    const page = await firefox.open('options.html')
    const ids = ['keep-page', 'keep-selection', 'keep-image-page', 'keep-link', 'keep-tab']
    ids.push('keep-tab-window', 'open-library', 'keep-window', 'open-options')
    await until('the menu', () =>
      page.evaluate(async (all: string[]) => {
        const found = await Promise.allSettled(
          all.map((id) => browser.contextMenus.update(id, { enabled: true })),
        )
        return found.every(({ status }) => status === 'fulfilled')
      }, ids),
    )
    const { names, keyword } = await page.evaluate(async () => ({
      names: (await browser.commands.getAll()).map(({ name }) => name),
      keyword: browser.runtime.getManifest().omnibox?.keyword,
    }))
    expect(names).toEqual(expect.arrayContaining(['keep-window', 'add-selection-as-note']))
    expect(keyword).toBe('ls')
  }, 120_000)

  it('takes links from files, bookmarks, tabs and pages', async () => {
    const site = await serve('/nowhere', {
      '/list': answer(
        'text/html',
        '<title>A list</title><a href="/one">One</a><a href="/two">Two</a>',
      ),
    })
    const tab = await firefox.browser.newPage()
    await tab.goto(`${site.origin}/list`)
    const page = await firefox.open('library.html')
    const listed = async (first: string) =>
      until(first, () =>
        page
          .evaluate(() =>
            [...document.querySelectorAll('.pick-title')].map((each) => each.textContent),
          )
          .then((titles) => titles.includes(first) && titles),
      )
    const press = (selector: string) =>
      until(selector, () =>
        page.evaluate((each: string) => {
          const button = document.querySelector<HTMLElement>(each)
          button?.click()
          return button !== null
        }, selector),
      )
    await press('[data-action=add-links]')
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['[A](https://a.example/)'], 'x.md'))
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
    })
    await listed('A')
    await press('[data-action=add-back]')
    await press('[data-action=from-tabs]')
    await listed('A list')
    const tabId = await page.evaluate(async (url: string) => {
      const folder = await browser.bookmarks.create({ title: 'Dev' })
      await browser.bookmarks.create({ parentId: folder.id, title: 'B', url: 'https://b.example/' })
      return (await browser.tabs.query({})).find((each) => each.url === url)?.id
    }, `${site.origin}/list`)
    await press('[data-action=add-back]')
    await press('[data-action=from-bookmarks]')
    await press('.folder:last-child')
    await listed('B')
    await page.evaluate((id) => {
      location.hash = `#/add?tab=${id}`
    }, tabId)
    expect(await listed('One')).toEqual(['One', 'Two'])
    await site.close()
  }, 120_000)
})
