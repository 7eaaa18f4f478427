import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AddPage, LINES, openAddPage } from '../support/add-page.ts'
import { until } from '../support/extension.ts'
import { openPopup, waitForText } from '../support/keep.ts'
import { answer, type Site, serve } from '../support/site.ts'

const ANCHORS = `<!doctype html><title>A list</title><a href="#top">top</a>
  <p id="picked"><a href="/one">One</a> <a href="https://elsewhere.example/">Elsewhere</a></p>
  <a href="/one?utm_source=x">One again</a><a href="mailto:me@example.com">me</a><div id="host"></div>
  ${Array.from({ length: 9 }, (_, index) => `<a href="/more/${index}">More ${index}</a>`).join('')}
  <iframe src="/frame"></iframe>
  <script>host.attachShadow({ mode: 'open' }).innerHTML = '<a href="/shadow">In the shadow</a>'</script>`
const FRAME = '<!doctype html><a href="/framed">In a frame</a>'

let at: AddPage
let site: Site

declare const chrome: {
  bookmarks: { create(node: object): Promise<{ id: string }> }
}

const html = (text: string) => answer('text/html; charset=utf-8', text)

async function launch(mode: 'granted' | 'production'): Promise<void> {
  site = await serve('/nowhere', {
    '/list': html(ANCHORS),
    '/frame': html(FRAME),
    '/one': html('<title>One</title>x'),
  })
  at = await openAddPage(mode)
}
async function close(): Promise<void> {
  await at.close()
  await site.close()
}

describe('the links of a page', () => {
  beforeAll(() => launch('production'))
  afterAll(close)

  it('are picked from a list, which the popup opens', async () => {
    const tab = await at.extension.browser.newPage()
    await tab.goto(`${site.origin}/list`)
    const popup = await openPopup(at.extension, tab)
    const opened = at.extension.browser.waitForTarget((each) => each.url().includes('#/add?tab='))
    await popup.click('[data-action=pick-links]')
    at.page = (await (await opened).page()) ?? at.page
    await at.listed()
    const found = await at.titles()
    expect(found.slice(0, 3)).toEqual(['One', 'Elsewhere', 'In the shadow'])
    expect(found).toEqual(expect.arrayContaining(['More 8', 'In a frame']))
    expect(found).not.toContain('One again')
    await waitForText(at.page, '[data-role=chosen]', '0 of 13')
    await at.page.click('[data-filter=site]')
    await waitForText(at.page, '[data-filter=site]', 'Only 127.0.0.1')
    expect(await at.titles()).not.toContain('Elsewhere')
    await at.page.click('[data-action=choose-all]')
    await waitForText(at.page, '[data-role=chosen]', '12 of 13')
    await at.page.click('[data-filter=site]')
    await at.page.type('[data-role=add] [data-role=tag-input]', 'picked,')
    await at.linksOnly()
    await at.add()
    expect(await at.linkTo(`${site.origin}/one`)).toMatchObject({ title: 'One' })
    expect(await at.tagsOf(`${site.origin}/shadow`)).toEqual(['picked'])
    await tab.close()
    await at.page.reload()
    await waitForText(at.page, '[data-role=error]', "can't read that page")
    await at.page.close()
  })

  it('are those that were selected, to begin with', async () => {
    const tab = await at.extension.browser.newPage()
    await tab.goto(`${site.origin}/list`)
    await tab.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelector('#picked') ?? document),
    )
    const popup = await openPopup(at.extension, tab)
    const opened = at.extension.browser.waitForTarget((each) => each.url().includes('#/add?tab='))
    await popup.click('[data-action=pick-links]')
    at.page = (await (await opened).page()) ?? at.page
    await waitForText(at.page, '[data-role=chosen]', '2 of 13')
    await at.page.click(`${LINES}:nth-child(3)`)
    await at.page.keyboard.down('Shift')
    await at.page.click(`${LINES}:nth-child(6)`)
    await at.page.keyboard.up('Shift')
    await waitForText(at.page, '[data-role=chosen]', '6 of 13')
    expect(await at.page.$$(`${LINES}[aria-selected=true]`)).toHaveLength(6)
  })
})

describe('tabs and bookmarks', () => {
  beforeAll(() => launch('granted'))
  afterAll(close)

  it('tabs are kept where they stand, those that are chosen', async () => {
    const tabs = await Promise.all(
      ['/one', '/list'].map(async (path) => {
        const tab = await at.extension.browser.newPage()
        await tab.goto(`${site.origin}${path}`)
        return tab
      }),
    )
    await at.openAdd()
    await at.page.click('[data-action=from-tabs]')
    await at.listed()
    expect(await at.titles()).toEqual(['This window', 'One', 'A list'])
    await at.page.click(`${LINES}:nth-child(2)`)
    await at.page.type('[data-role=add] [data-role=tag-input]', 'tab,')
    await at.page.click('[data-action=add]')
    await waitForText(at.page, '[data-role=toast]', 'Tabs kept: 1')
    await until('the page', async () => (await at.linkTo(`${site.origin}/one`))?.['versions'] === 1)
    expect(await at.tagsOf(`${site.origin}/one`)).toEqual(['tab'])
    expect(await at.linkTo(`${site.origin}/list`)).toBeUndefined()
    expect(tabs.every((tab) => !tab.isClosed())).toBe(true)
  })

  it('bookmarks of a folder bring the folders inside it as tags', async () => {
    await at.openAdd()
    await at.page.evaluate(async () => {
      const outer = await chrome.bookmarks.create({ parentId: '1', title: 'Dev' })
      const inner = await chrome.bookmarks.create({ parentId: outer.id, title: 'CSS' })
      await chrome.bookmarks.create({ parentId: outer.id, title: 'F', url: 'https://f.example/' })
      await chrome.bookmarks.create({ parentId: inner.id, title: 'G', url: 'https://g.example/' })
    })
    await at.page.click('[data-action=from-bookmarks]')
    await at.page.waitForSelector('[data-role=folders]:focus')
    const folders = await at.page.$$eval('.folder', (all) => all.map((each) => each.textContent))
    expect(folders).toEqual(['All bookmarks2', 'Bookmarks bar2', 'Dev2', 'CSS1'])
    await at.press('ArrowDown', 'ArrowDown', 'Enter')
    await at.listed()
    expect(await at.titles()).toEqual(['F', 'G'])
    await at.linksOnly()
    await at.add()
    expect(await at.tagsOf('https://f.example/')).toEqual(['Dev'])
    const css = (await at.extension.rows('tags')).find(({ name }) => name === 'CSS')
    const dev = (await at.extension.rows('tags')).find(({ name }) => name === 'Dev')
    expect(css).toMatchObject({ parent: dev?.['id'] })
    expect(await at.tagsOf('https://g.example/')).toEqual(['CSS'])
  })
})
