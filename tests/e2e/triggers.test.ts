import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer } from '../support/site.ts'
import { tabIdOf, tabsOf } from '../support/tabs.ts'

const tea = answer('text/html; charset=utf-8', '<!doctype html><title>一壶茶</title><p>水开了。')

interface SnapshotRow {
  url: string
  trigger: string
  status: string
}

/** What the tests call in the worker; `dispatch` runs the listeners as the browser would. */
declare const chrome: {
  contextMenus: { onClicked: { dispatch(info: object, tab: object): void } }
  commands: { onCommand: { dispatch(command: string, tab: object): void } }
  action: { getBadgeText(of: { tabId: number }): Promise<string> }
}

let sites: FixtureSites
let extension: Extension
let page: Page
let tabId: number

const at = (path: string) => `${sites.main.origin}${path}`
const worker = async () => {
  const found = await (await extension.worker()).worker()
  if (!found) throw new Error('no worker')
  return found
}
const clickMenu = async (menuItemId: string, linkUrl = '') => {
  const info = { menuItemId, ...(linkUrl ? { linkUrl } : {}) }
  await (await worker()).evaluate(
    (click, tab) => chrome.contextMenus.onClicked.dispatch(click, tab),
    info,
    { id: tabId },
  )
}
const badge = async () =>
  (await extension.helper()).evaluate((id) => chrome.action.getBadgeText({ tabId: id }), tabId)
const keptAs = (url: string) =>
  until(`${url} to be kept`, async () => {
    const rows = (await extension.rows('snapshots')) as unknown as SnapshotRow[]
    return rows.find((row) => row.url === url && row.status === 'complete')
  })

beforeAll(async () => {
  sites = await serveFixtures({ '/menu': tea, '/link': tea, '/keys': tea })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  page = await extension.browser.newPage()
  await page.goto(at('/menu'))
  tabId = await tabIdOf(extension, page)
})
afterAll(async () => {
  await extension.close()
  await sites.close()
})

describe('without the popup', () => {
  it('a page is kept from the right-click menu, and its button says so', async () => {
    await clickMenu('keep-page')
    expect(await keptAs(at('/menu'))).toMatchObject({ trigger: 'menu' })
    await until('the mark of a kept page', async () => (await badge()) === '✓')
  })

  it('a link is kept from the right-click menu in a tab that closes again', async () => {
    await clickMenu('keep-link', at('/link'))
    await keptAs(at('/link'))
    await until('its tab to close', async () =>
      (await tabsOf(extension)).every(({ url }) => url !== at('/link')),
    )
    expect(page.url()).toBe(at('/menu'))
  })

  it("a link that can't be kept is offered in the library to be corrected", async () => {
    await clickMenu('keep-link', 'mailto:someone@example.com')
    const target = await extension.browser.waitForTarget((each) => each.url().includes('#/add?'))
    const library = await target.page()
    await library?.waitForSelector('[data-role=add-field]')
    const offered = await library?.$eval('textarea[data-role=add-field]', (field) => field.value)
    expect(offered).toBe('mailto:someone@example.com')
    await library?.close()
  })

  it('a page is kept by the keyboard command', async () => {
    await page.bringToFront()
    await page.goto(at('/keys'))
    expect(await badge()).toBe('')
    await (await worker()).evaluate((tab) => chrome.commands.onCommand.dispatch('keep-page', tab), {
      id: tabId,
    })
    expect(await keptAs(at('/keys'))).toMatchObject({ trigger: 'shortcut' })
    await until('the mark of a kept page', async () => (await badge()) === '✓')
  })

  it('the button tells which pages were kept while one goes from page to page', async () => {
    await page.goto(at('/en.html'))
    expect(await badge()).toBe('')
    await page.goto(at('/menu'))
    await until('the mark of a kept page', async () => (await badge()) === '✓')
    await page.goto(at('/en.html'))
    await until('the mark to go', async () => (await badge()) === '')
  })

  it('the mark goes when the link goes to the trash', async () => {
    await page.goto(at('/keys'))
    await until('the mark of a kept page', async () => (await badge()) === '✓')
    const link = (await extension.rows('links')).find((row) => row['url'] === at('/keys'))
    await extension.send('trash-links', { linkIds: [link?.['id']] })
    await until('the mark to go', async () => (await badge()) === '', 3000)
  })
})
