import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { textOf, waitForText } from '../support/keep.ts'
import { type LibraryPage, openLibrary } from '../support/library-page.ts'

const LINE = '[data-role=saved-searches] .saved-line'

let library: LibraryPage
let page: Page

const names = () =>
  page.$$eval(`${LINE} .side-name`, (all) => all.map((each) => each.textContent.trim()))
const stored = async () =>
  (await library.extension.rows('settings')).find(({ key }) => key === 'savedSearches')?.[
    'value'
  ] as { name: string; query: string }[] | undefined

describe('saved searches', () => {
  beforeAll(async () => {
    library = await openLibrary()
    page = library.page
    await library.show('#/all?not=2', 30)
  })
  afterAll(() => library.extension.close())

  it('are saved at a click, with the number of links they find', async () => {
    const count = await textOf(page, '.library-count')
    await page.click('[data-action=save-search]')
    await page.waitForSelector(`${LINE} [aria-current]`)
    expect(await page.$('[data-action=save-search]')).toBeNull()
    await waitForText(page, `${LINE} .side-count`, count.replace(/\D/g, ''))
    expect((await stored())?.map(({ query }) => query)).toEqual(['-tag:前端'])
  })

  it('are renamed by keys, and another one stands after it until it is moved', async () => {
    await page.focus(`${LINE} .side-link`)
    await library.press('F2')
    await page.waitForSelector('[data-role=search-name]:focus')
    await page.keyboard.type('Not the front end')
    await library.press('Enter')
    await waitForText(page, LINE, 'Not the front end')
    await page.goto(library.extension.url('library.html#/starred?tags=1'))
    await page.waitForSelector('[data-action=save-search]')
    await page.click('[data-action=save-search]')
    await page.waitForFunction((line) => document.querySelectorAll(line).length === 2, {}, LINE)
    expect((await names())[0]).toBe('Not the front end')
    await page.focus(`${LINE}:last-child .side-link`)
    await page.keyboard.down('Alt')
    await library.press('ArrowUp')
    await page.keyboard.up('Alt')
    await page.waitForSelector(`${LINE}:first-child .side-link:focus`)
    expect((await names())[1]).toBe('Not the front end')
    await waitForText(page, '[data-role=toast]', 'moved')
  })

  it('are dragged to another place, which Undo takes back and Escape calls off', async () => {
    const middleOf = async (line: string) => {
      const box = await (await page.waitForSelector(`${line} .side-link`))?.boundingBox()
      if (!box) throw new Error(`${line} is not on the screen`)
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    const [first, second] = [await middleOf(LINE), await middleOf(`${LINE}:last-child`)]
    const dragDown = async () => {
      await page.mouse.move(first.x, first.y)
      await page.mouse.down()
      await page.mouse.move(second.x, second.y + 8, { steps: 5 })
      await page.waitForSelector(`${LINE}[data-gap=after]`)
    }
    await dragDown()
    await library.press('Escape')
    await page.mouse.up()
    await page.waitForSelector(`${LINE}[data-gap]`, { hidden: true })
    expect((await names())[1]).toBe('Not the front end')
    const address = page.url()
    await dragDown()
    await page.mouse.up()
    await vi.waitFor(async () => expect((await names())[0]).toBe('Not the front end'), 10_000)
    expect((await stored())?.[0]?.name).toBe('Not the front end')
    // The click that ends a drag opens nothing.
    expect(page.url()).toBe(address)
    await page.click('[data-role=toast] [data-action=undo]')
    await vi.waitFor(async () => expect((await names())[1]).toBe('Not the front end'), 10_000)
  })

  it('are moved, renamed and removed by touch: their menu is there without a pointer', async () => {
    const phone = await library.extension.browser.newPage()
    await phone.emulate({
      viewport: { width: 420, height: 800, hasTouch: true, isMobile: true },
      userAgent: await library.extension.browser.userAgent(),
    })
    await phone.goto(library.extension.url('library.html#/all'))
    await phone.tap('[data-action=drawer]')
    const act = async (line: string, action: string) => {
      await phone.tap(`${line} [data-action=search-menu]`)
      await phone.waitForSelector('[data-role=saved-menu] [data-item]:focus')
      await phone.tap(`[data-role=saved-menu] [data-action=${action}]`)
      await phone.waitForSelector('[data-role=saved-menu]', { hidden: true })
    }
    await phone.waitForSelector(`${LINE}:last-child .side-count`, { visible: true })
    await act(`${LINE}:first-child`, 'search-down')
    await vi.waitFor(async () => expect((await names())[0]).toBe('Not the front end'), 10_000)
    await act(LINE, 'search-down')
    await vi.waitFor(async () => expect((await names())[1]).toBe('Not the front end'), 10_000)
    await phone.tap(`${LINE}:last-child [data-action=search-menu]`)
    await phone.waitForSelector('[data-action=search-down][aria-disabled=true]')
    // Escape is the menu's first, then the drawer's.
    await phone.keyboard.press('Escape')
    await phone.waitForSelector('[data-role=saved-menu]', { hidden: true })
    await phone.waitForSelector(`${LINE}:last-child .side-link:focus`)
    await act(`${LINE}:last-child`, 'rename-search')
    await phone.waitForSelector('[data-role=search-name]:focus')
    await phone.keyboard.press('Escape')
    await phone.close()
    await page.bringToFront()
  })

  it('are opened as the view they were, after a reload, too', async () => {
    await page.reload()
    // Until tags are read they are words to search for, which finds the same.
    await page.waitForSelector(`${LINE}:last-child .side-link[href="#/all?not=2"]`)
    await page.click(`${LINE}:last-child .side-link`)
    await page.waitForFunction(() => location.hash === '#/all?not=2')
    await page.click(`${LINE}:first-child .side-link`)
    await page.waitForFunction(() => location.hash === '#/starred?tags=1')
  })

  it('are removed, and come back with Undo', async () => {
    await page.focus(`${LINE}:last-child .side-link`)
    await library.press('Delete')
    await waitForText(page, '[data-role=toast]', 'Search “Not the front end” removed')
    await vi.waitFor(async () => expect(await names()).toHaveLength(1), 10_000)
    await page.click('[data-role=toast] [data-action=undo]')
    await waitForText(page, `${LINE}:last-child`, 'Not the front end')
  })
})
