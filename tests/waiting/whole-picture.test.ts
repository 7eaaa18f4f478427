import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, until } from '../support/extension.ts'
import { difference } from '../support/picture.ts'
import { tabIdOf } from '../support/tabs.ts'
import { launchWhole, positions, type WholeBrowser } from '../support/whole-browser.ts'
import { beginWhole, completeRow, progressOf, stitched } from '../support/whole-picture.ts'

let whole: WholeBrowser

declare const chrome: { tabs: { setZoom(tabId: number, factor: number): Promise<void> } }

const zoom = async (of: Extension, tabId: number, factor: number): Promise<void> =>
  (await of.helper()).evaluate((tab, by) => chrome.tabs.setZoom(tab, by), tabId, factor)

describe('the picture of a whole page', () => {
  beforeAll(async () => {
    whole = await launchWhole()
  })
  afterAll(() => whole.close())

  it('is that of a pane which scrolls in the place of the window', async () => {
    const page = await whole.open('pane')
    await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 333))
    const all = await page.evaluate(() => 61 + (document.querySelector('main')?.scrollHeight ?? 0))
    const row = await completeRow(whole.extension, await beginWhole(whole.extension, page))
    expect(await positions(page)).toEqual([0, 0, 333])
    const live = await whole.inOnePiece('pane', page, { height: all })
    expect(difference(await stitched(whole.extension, row), live)).toBe(0)
    await page.close()
  })

  it('is that of a page zoomed in', async () => {
    const page = await whole.open('sticky header')
    await zoom(whole.extension, await tabIdOf(whole.extension, page), 1.1)
    const row = await completeRow(whole.extension, await beginWhole(whole.extension, page))
    // Zoom is the site's: the tall window has it, too, in pixels of its own.
    const size = await page.evaluate(() => ({
      width: outerWidth,
      height: Math.round(document.documentElement.scrollHeight * 1.1),
      deviceScaleFactor: 1,
    }))
    const live = await whole.inOnePiece('sticky header', page, size)
    expect(difference(await stitched(whole.extension, row), live)).toBe(0)
    await zoom(whole.extension, await tabIdOf(whole.extension, page), 1)
    await page.close()
  })

  it('comes after the answer, its progress is told, and the page is the same after it', async () => {
    const page = await whole.open('plain')
    const html = await page.content()
    const uid = await beginWhole(whole.extension, page)
    expect(await progressOf(whole.extension, uid)).toBeDefined()
    const { of } = await until('the second strip', async () => {
      const progress = await progressOf(whole.extension, uid)
      return progress && progress.done > 0 && progress
    })
    const row = await completeRow(whole.extension, uid)
    expect(row.tiles).toHaveLength(of)
    expect(await page.content()).toBe(html)
    await page.close()
  })

  it('is given up when somebody scrolls, and the page stays where they went', async () => {
    const page = await whole.open('plain')
    const uid = await beginWhole(whole.extension, page)
    await until('the first strip', async () => (await progressOf(whole.extension, uid))?.done)
    await page.mouse.move(300, 300)
    await page.mouse.wheel({ deltaY: 120 })
    const row = await completeRow(whole.extension, uid)
    expect(row).toMatchObject({ notices: [{ kind: 'picture-disturbed' }] })
    expect(row.tiles).toBeUndefined()
    expect(row.screenshot).not.toBe('')
    const [, there] = await positions(page)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect((await positions(page))[1]).toBe(there)
    expect(there).toBeGreaterThan(0)
    await page.close()
  })

  it('is given up when somebody clicks, and the scroll is put back', async () => {
    const page = await whole.open('plain')
    await page.evaluate(() => scrollTo(0, 222))
    const uid = await beginWhole(whole.extension, page)
    await until('the first strip', async () => (await progressOf(whole.extension, uid))?.done)
    await page.mouse.click(300, 300)
    const row = await completeRow(whole.extension, uid)
    expect(row).toMatchObject({ notices: [{ kind: 'picture-disturbed' }] })
    expect((await positions(page))[1]).toBe(222)
    await page.close()
  })

  it('is given up when asked to, or when the tab is left', async () => {
    const page = await whole.open('plain')
    await page.evaluate(() => scrollTo(0, 222))
    const stopped = await beginWhole(whole.extension, page)
    await whole.extension.send('stop-picture', { snapshot: stopped })
    expect(await completeRow(whole.extension, stopped)).toMatchObject({
      notices: [{ kind: 'picture-stopped' }],
    })
    expect((await positions(page))[1]).toBe(222)
    const left = await beginWhole(whole.extension, page)
    await until('the first strip', async () => (await progressOf(whole.extension, left))?.done)
    const other = await whole.extension.browser.newPage()
    expect(await completeRow(whole.extension, left)).toMatchObject({
      notices: [{ kind: 'picture-left' }],
    })
    await other.close()
    await page.bringToFront()
    expect((await positions(page))[1]).toBe(222)
    await page.close()
  })

  it('is given up when the page is kept again, which then stands where it was', async () => {
    const page = await whole.open('plain')
    await page.evaluate(() => scrollTo(0, 222))
    const first = await beginWhole(whole.extension, page)
    await until('the first strip', async () => (await progressOf(whole.extension, first))?.done)
    const second = await completeRow(whole.extension, await beginWhole(whole.extension, page))
    expect(second).toMatchObject({ notices: [], frames: [{ state: { scrollY: 222 } }] })
    expect(await completeRow(whole.extension, first)).toMatchObject({
      notices: [{ kind: 'picture-stopped' }],
    })
    await page.close()
  })

  it('ends at some height where the page does not', async () => {
    const page = await whole.open('endless')
    const row = await completeRow(whole.extension, await beginWhole(whole.extension, page))
    expect(row.notices).toEqual([{ kind: 'picture-cut', detail: '' }])
    expect(row.tiles?.length).toBeGreaterThan(20)
    expect((await positions(page))[1]).toBe(0)
    await page.close()
  })

  it('is not taken of a page that is all visible', async () => {
    const page = await whole.open('short')
    const row = await completeRow(whole.extension, await beginWhole(whole.extension, page))
    expect(row).toMatchObject({ notices: [] })
    expect(row.tiles).toBeUndefined()
    await page.close()
  })
})
