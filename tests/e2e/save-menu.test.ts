import { readdir } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { collectDownloads, type Downloads } from '../support/downloads.ts'
import { textOf } from '../support/keep.ts'
import { type Stage, setStage } from '../support/stage.ts'

const MENU = '[role=menu]:not([hidden])'

describe('the menu that saves a page as a file', () => {
  let stage: Stage
  let downloads: Downloads
  let viewer: Page

  beforeAll(async () => {
    stage = await setStage()
    downloads = await collectDownloads(stage.extension.browser)
  })
  beforeEach(async () => {
    viewer = await stage.extension.open(`viewer.html?snapshot=${stage.kept.snapshot}`)
    await viewer.waitForSelector('[data-ready=true]')
  })
  afterAll(async () => {
    await downloads.remove()
    await stage.close()
  })

  const focused = () =>
    viewer.evaluate(() => (document.activeElement as HTMLElement).dataset['action'])
  const isOpen = async () => (await viewer.$(MENU)) !== null

  it('is opened, walked through and closed by keys', async () => {
    await viewer.focus('[data-action=save]')
    await viewer.keyboard.press('Enter')
    await viewer.waitForSelector(`${MENU} [data-action=export-html]:focus`)
    await viewer.keyboard.press('ArrowUp')
    expect(await focused()).toBe('export-picture')
    await viewer.keyboard.press('Home')
    await viewer.keyboard.press('ArrowDown')
    expect(await focused()).toBe('export-zip')
    await viewer.keyboard.press('Escape')
    expect([await isOpen(), await focused()]).toEqual([false, 'save'])
    await viewer.keyboard.press('ArrowDown')
    await viewer.waitForSelector(`${MENU} [data-action=export-html]:focus`)
    const saved = downloads.next()
    await viewer.keyboard.press('End')
    await viewer.keyboard.press('ArrowUp')
    await viewer.keyboard.press('Enter')
    expect((await saved).name).toMatch(/^A pot of tea \(\d{4}-\d\d-\d\d\)\.txt$/)
    expect(await isOpen()).toBe(false)
  })

  it('closes for a press elsewhere, and fits a narrow window', async () => {
    await viewer.setViewport({ width: 420, height: 600 })
    await viewer.click('[data-action=save]')
    const box = await (await viewer.waitForSelector(MENU))?.boundingBox()
    expect(box && box.x >= 0 && box.x + box.width <= 420).toBe(true)
    await viewer.click('[data-role=title]')
    await viewer.waitForSelector(MENU, { hidden: true })
  })

  it('tells how far a slow one has come, and cancels it', async () => {
    const before = await readdir(downloads.folder)
    await viewer.evaluate(() => {
      const { arrayBuffer } = Blob.prototype
      Blob.prototype.arrayBuffer = async function () {
        await new Promise((resolve) => setTimeout(resolve, 1500))
        return arrayBuffer.call(this)
      }
    })
    await viewer.click('[data-action=save]')
    await viewer.click('[data-action=export-wacz]')
    expect(await viewer.$('[data-role=save-progress]')).toBeNull()
    await viewer.waitForSelector('[data-role=save-progress]')
    expect(await textOf(viewer, '[data-role=save-progress]')).toContain(
      'Saving: Web archive for replay tools',
    )
    expect(
      await viewer.$eval('[role=progressbar]', (bar) => Number(bar.ariaValueNow)),
    ).toBeGreaterThanOrEqual(50)
    await viewer.click('[data-action=cancel-save]')
    await viewer.waitForSelector('[data-role=save-progress]', { hidden: true })
    await new Promise((resolve) => setTimeout(resolve, 3000))
    expect(await readdir(downloads.folder)).toEqual(before)
    expect(await viewer.$('[data-role=toast]')).toBeNull()
  })

  it('says what to do where a part is gone', async () => {
    await viewer.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('linkshot')
          opening.onsuccess = () => {
            const clearing = opening.result.transaction('blobs', 'readwrite')
            clearing.objectStore('blobs').clear()
            clearing.oncomplete = () => {
              opening.result.close()
              resolve()
            }
          }
        }),
    )
    await viewer.click('[data-action=save]')
    await viewer.click('[data-action=export-zip]')
    const toast = await viewer.waitForSelector('[data-role=toast]')
    expect(await toast?.evaluate((element) => element.textContent)).toContain(
      'Choose another kind of file',
    )
  })
})
