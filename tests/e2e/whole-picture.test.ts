import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { difference } from '../support/picture.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { tabIdOf } from '../support/tabs.ts'
import { PANE_PAGE, WHOLE_PAGES } from '../support/whole-pages.ts'
import { beginWhole, completeRow, progressOf, stitched } from '../support/whole-picture.ts'

const names = Object.keys(WHOLE_PAGES)
const pathOf = (name: string) => `/${encodeURIComponent(name)}`

let site: Site
let extension: Extension

const start = async (args: string[] = []) => {
  extension = await launchExtension({ mode: 'granted', args })
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'screenshotFormat', value: 'png' })
}

beforeAll(async () => {
  const pages = {
    ...WHOLE_PAGES,
    pane: PANE_PAGE,
    endless: endless(),
    short: '<title>short</title><p>short',
  }
  const routes = Object.entries(pages).map(([name, html]) => [
    pathOf(name),
    answer('text/html; charset=utf-8', html),
  ])
  site = await serve('.', Object.fromEntries(routes))
})
afterAll(() => site.close())

/** Grows by a window whenever its end comes near. */
const endless =
  () => `<!doctype html><link rel="icon" href="data:,"><title>endless</title><main></main><script>
  let n = 0
  const grow = () => { while (document.body.scrollHeight - scrollY < 3 * innerHeight) {
    const row = document.createElement('p'); row.textContent = 'row ' + n++; row.style.height = '90px'; document.querySelector('main').append(row) } }
  addEventListener('scroll', grow); grow()</script>`

async function open(name: string): Promise<Page> {
  const page = await extension.browser.newPage()
  await page.goto(site.origin + pathOf(name), { waitUntil: 'networkidle0' })
  await page.bringToFront()
  return page
}

/** The page in a window as tall as all of it. */
async function inOnePiece(
  name: string,
  page: Page,
  other: { width?: number; height?: number; deviceScaleFactor?: number } = {},
): Promise<Uint8Array> {
  const size = await page.evaluate(() => ({
    width: innerWidth,
    height: document.documentElement.scrollHeight,
    deviceScaleFactor: devicePixelRatio,
  }))
  const tall = await extension.browser.newPage()
  await tall.setViewport({ ...size, ...other })
  await tall.goto(site.origin + pathOf(name), { waitUntil: 'networkidle0' })
  const picture = await tall.screenshot()
  await tall.close()
  return picture
}

declare const chrome: { tabs: { setZoom(tabId: number, factor: number): Promise<void> } }

const zoom = async (of: Extension, tabId: number, factor: number): Promise<void> =>
  (await of.helper()).evaluate((tab, by) => chrome.tabs.setZoom(tab, by), tabId, factor)

const positions = (page: Page) =>
  page.evaluate(() => [scrollX, scrollY, document.querySelector('main')?.scrollTop])

describe.each([
  ['1', []],
  ['1.5', ['--force-device-scale-factor=1.5']],
  ['2', ['--force-device-scale-factor=2']],
])('the picture of a whole page at %s device pixels per pixel', (scale, args) => {
  beforeAll(() => start(args))
  afterAll(() => extension.close())

  const chosen = scale === '1' ? names : ['plain', 'fixed header and footer']
  it.each(chosen)('is that of the page in one piece: %s', async (name) => {
    const page = await open(name)
    await page.evaluate(() => scrollTo({ top: 431, behavior: 'instant' }))
    // Where the page snaps, if it does.
    const before = await positions(page)
    const row = await completeRow(extension, await beginWhole(extension, page))
    expect(row.notices).toEqual([])
    expect(await positions(page)).toEqual(before)
    const live = await inOnePiece(name, page)
    expect(difference(await stitched(extension, row), live)).toBe(0)
    await page.close()
  })
})

describe('the picture of a whole page', () => {
  beforeAll(() => start())
  afterAll(() => extension.close())

  it('is that of a pane which scrolls in the place of the window', async () => {
    const page = await open('pane')
    await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 333))
    const all = await page.evaluate(() => 61 + (document.querySelector('main')?.scrollHeight ?? 0))
    const row = await completeRow(extension, await beginWhole(extension, page))
    expect(await positions(page)).toEqual([0, 0, 333])
    const live = await inOnePiece('pane', page, { height: all })
    expect(difference(await stitched(extension, row), live)).toBe(0)
    await page.close()
  })

  it('is that of a page zoomed in', async () => {
    const page = await open('sticky header')
    await zoom(extension, await tabIdOf(extension, page), 1.1)
    const row = await completeRow(extension, await beginWhole(extension, page))
    // Zoom is the site's: the tall window has it, too, in pixels of its own.
    const size = await page.evaluate(() => ({
      width: outerWidth,
      height: Math.round(document.documentElement.scrollHeight * 1.1),
      deviceScaleFactor: 1,
    }))
    const live = await inOnePiece('sticky header', page, size)
    expect(difference(await stitched(extension, row), live)).toBe(0)
    await zoom(extension, await tabIdOf(extension, page), 1)
    await page.close()
  })

  it('comes after the answer, its progress is told, and the page is the same after it', async () => {
    const page = await open('plain')
    const html = await page.content()
    const uid = await beginWhole(extension, page)
    expect(await progressOf(extension, uid)).toBeDefined()
    const { of } = await until('the second strip', async () => {
      const progress = await progressOf(extension, uid)
      return progress && progress.done > 0 && progress
    })
    const row = await completeRow(extension, uid)
    expect(row.tiles).toHaveLength(of)
    expect(await page.content()).toBe(html)
    await page.close()
  })

  it('is given up when somebody scrolls, and the page stays where they went', async () => {
    const page = await open('plain')
    const uid = await beginWhole(extension, page)
    await until('the first strip', async () => (await progressOf(extension, uid))?.done)
    await page.mouse.move(300, 300)
    await page.mouse.wheel({ deltaY: 120 })
    const row = await completeRow(extension, uid)
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
    const page = await open('plain')
    await page.evaluate(() => scrollTo(0, 222))
    const uid = await beginWhole(extension, page)
    await until('the first strip', async () => (await progressOf(extension, uid))?.done)
    await page.mouse.click(300, 300)
    const row = await completeRow(extension, uid)
    expect(row).toMatchObject({ notices: [{ kind: 'picture-disturbed' }] })
    expect((await positions(page))[1]).toBe(222)
    await page.close()
  })

  it('is given up when asked to, or when the tab is left', async () => {
    const page = await open('plain')
    await page.evaluate(() => scrollTo(0, 222))
    const stopped = await beginWhole(extension, page)
    await extension.send('stop-picture', { snapshot: stopped })
    expect(await completeRow(extension, stopped)).toMatchObject({
      notices: [{ kind: 'picture-stopped' }],
    })
    expect((await positions(page))[1]).toBe(222)
    const left = await beginWhole(extension, page)
    await until('the first strip', async () => (await progressOf(extension, left))?.done)
    const other = await extension.browser.newPage()
    expect(await completeRow(extension, left)).toMatchObject({
      notices: [{ kind: 'picture-left' }],
    })
    await other.close()
    await page.bringToFront()
    expect((await positions(page))[1]).toBe(222)
    await page.close()
  })

  it('is given up when the page is kept again, which then stands where it was', async () => {
    const page = await open('plain')
    await page.evaluate(() => scrollTo(0, 222))
    const first = await beginWhole(extension, page)
    await until('the first strip', async () => (await progressOf(extension, first))?.done)
    const second = await completeRow(extension, await beginWhole(extension, page))
    expect(second).toMatchObject({ notices: [], frames: [{ state: { scrollY: 222 } }] })
    expect(await completeRow(extension, first)).toMatchObject({
      notices: [{ kind: 'picture-stopped' }],
    })
    await page.close()
  })

  it('ends at some height where the page does not', async () => {
    const page = await open('endless')
    const row = await completeRow(extension, await beginWhole(extension, page))
    expect(row.notices).toEqual([{ kind: 'picture-cut', detail: '' }])
    expect(row.tiles?.length).toBeGreaterThan(20)
    expect((await positions(page))[1]).toBe(0)
    await page.close()
  })

  it('is not taken of a page that is all visible', async () => {
    const page = await open('short')
    const row = await completeRow(extension, await beginWhole(extension, page))
    expect(row).toMatchObject({ notices: [] })
    expect(row.tiles).toBeUndefined()
    await page.close()
  })

  it('leaves the page where it was when the worker is killed', async () => {
    const page = await open('plain')
    await page.evaluate(() => scrollTo(0, 222))
    const uid = await beginWhole(extension, page)
    await until('the second strip', async () => ((await progressOf(extension, uid))?.done ?? 0) > 1)
    expect((await positions(page))[1]).not.toBe(222)
    await extension.killWorker()
    await until('the scroll', async () => (await positions(page))[1] === 222)
    const row = await completeRow(extension, uid, 110_000)
    expect(row).toMatchObject({ notices: [{ kind: 'picture-failed' }] })
    await page.close()
  })
})
