import { readFile } from 'node:fs/promises'
import { PNG } from 'pngjs'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectDownloads, type Downloads } from '../support/downloads.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, openPopup, textOf, waitForText } from '../support/keep.ts'
import { difference } from '../support/picture.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { filesOf } from '../support/unpack.ts'
import { WHOLE_PAGES } from '../support/whole-pages.ts'
import { completeRow, type PictureRow, stitched } from '../support/whole-picture.ts'

const PROGRESS = '[data-role=picture-progress]'
/** Longer than one picture can be. */
const LONG =
  '<!doctype html><title>long</title><body style="margin:0"><div style="height:17000px;background:linear-gradient(#fc0,#06c)">'

/** The shipped build: what it may is what a click on its button gives. */
describe('a picture of the whole page, asked for in the popup', () => {
  let site: Site
  let extension: Extension
  let downloads: Downloads

  beforeAll(async () => {
    site = await serve('.', {
      '/tall': answer('text/html', WHOLE_PAGES['fixed header and footer'] ?? ''),
      '/long': answer('text/html', LONG),
    })
    extension = await launchExtension()
    await closeWelcome(extension)
    await extension.send('set-setting', { key: 'screenshotFormat', value: 'png' })
    downloads = await collectDownloads(extension.browser)
  })
  afterAll(async () => {
    await downloads.remove()
    await extension.close()
    await site.close()
  })

  async function popupOver(path: string): Promise<{ page: Page; popup: Page }> {
    const page = await extension.browser.newPage()
    await page.goto(site.origin + path)
    return { page, popup: await openPopup(extension, page) }
  }

  async function newestRow(): Promise<PictureRow> {
    const rows = (await extension.rows('snapshots')) as unknown as (PictureRow & {
      capturedAt: number
    })[]
    const newest = rows.toSorted((a, b) => b.capturedAt - a.capturedAt)[0]
    return completeRow(extension, newest?.uid ?? '')
  }

  async function pictureIn(uid: string): Promise<Page> {
    const viewer = await extension.open(`viewer.html?snapshot=${uid}`)
    await viewer.setViewport({ width: 1500, height: 900 })
    const choice = await viewer.waitForSelector('[data-view=picture]')
    await choice?.click()
    await viewer.waitForSelector('.viewer-tile img')
    return viewer
  }

  async function saved(viewer: Page): Promise<{ name: string; path: string }> {
    const file = downloads.next()
    await viewer.$eval('[data-action=export-whole-picture]', (item) =>
      (item as HTMLElement).click(),
    )
    return file
  }

  it('is taken while the popup tells how far it is', async () => {
    const { page, popup } = await popupOver('/tall')
    await popup.click('[data-action=keep-whole]')
    await popup.waitForSelector(`${PROGRESS} [aria-valuenow]`)
    expect(await textOf(popup, PROGRESS)).toMatch(/Photographing the whole page, \d of \d/)
    await until('the end', async () => !(await popup.$(PROGRESS)))
    await popup.close()
    const row = await newestRow()
    expect(row).toMatchObject({ notices: [] })
    expect(row.tiles?.length).toBeGreaterThan(2)
    await page.close()
  })

  it('is shown without seams, and saved as one file', async () => {
    const row = await newestRow()
    const viewer = await pictureIn(row.uid)
    const all = PNG.sync.read(await stitched(extension, row))
    const stack = await viewer.$eval('.viewer-tiles', (element) => {
      const boxes = [...element.children].map((tile) => tile.getBoundingClientRect())
      const gaps = boxes.slice(1).map(({ top }, n) => top - (boxes[n]?.bottom ?? 0))
      return { size: [element.clientWidth, element.clientHeight], gaps }
    })
    expect(stack.size).toEqual([all.width, all.height])
    expect(stack.gaps.map(Math.round)).toEqual(stack.gaps.map(() => 0))
    const { name, path } = await saved(viewer)
    expect(name).toMatch(/^fixed header and footer \(.*\)\.png$/)
    expect(difference(await readFile(path), await stitched(extension, row))).toBe(0)
    await viewer.close()
  })

  it('can be stopped in the popup, which says so', async () => {
    const { page, popup } = await popupOver('/long')
    await popup.click('[data-action=keep-whole]')
    await (await popup.waitForSelector('[data-action=stop-picture]'))?.click()
    await waitForText(popup, '[data-role=notices]', 'stopped')
    await popup.close()
    expect(await newestRow()).toMatchObject({ notices: [{ kind: 'picture-stopped' }] })
    await page.close()
  })

  it('is saved in parts where it is too long for one file', async () => {
    const { page, popup } = await popupOver('/long?again')
    await popup.click('[data-action=keep-whole]')
    await popup.waitForSelector('[data-state=kept]')
    await popup.close()
    const row = await newestRow()
    const viewer = await pictureIn(row.uid)
    expect(await textOf(viewer, '[data-action=export-whole-picture]')).toMatch(/in parts.*\.zip/)
    const { name, path } = await saved(viewer)
    expect(name).toMatch(/\.pictures\.zip$/)
    expect([...(await filesOf(path)).keys()]).toEqual(['picture-1.png', 'picture-2.png'])
    await page.close()
  })

  it('is not offered apart where the settings ask for it always', async () => {
    await extension.send('set-setting', { key: 'pictureOf', value: 'page' })
    const { page, popup } = await popupOver('/tall?always')
    expect(await popup.$('[data-action=keep-whole]')).toBeNull()
    await popup.click('[data-action=keep]')
    await popup.waitForSelector(PROGRESS)
    await popup.close()
    expect((await newestRow()).tiles?.length).toBeGreaterThan(2)
    await page.close()
  })
})
