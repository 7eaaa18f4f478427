import { readFile } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { collectDownloads, type Downloads } from '../support/downloads.ts'
import { waitForText } from '../support/keep.ts'
import { pressKeys } from '../support/press-keys.ts'
import { type Stage, setStage } from '../support/stage.ts'
import { filesOf } from '../support/unpack.ts'

let stage: Stage
let page: Page
let downloads: Downloads

beforeAll(async () => {
  stage = await setStage()
  await stage.set('language', 'en')
  downloads = await collectDownloads(stage.extension.browser)
})
afterAll(async () => {
  await downloads.remove()
  await stage.close()
})

beforeEach(async () => {
  page = await stage.extension.open('library.html#/all')
  await page.waitForSelector('[data-role=row]')
  await page.bringToFront()
})

const pick = (id: number) => page.click(`[data-link-id="${id}"] [data-role=pick]`)
const others = async () => {
  const rows = await stage.extension.rows('links')
  return rows.map((row) => Number(row['id'])).filter((id) => id !== stage.kept.linkId)
}

async function exported(format: string): Promise<{ name: string; files: Map<string, Buffer> }> {
  await page.waitForSelector('[data-role=export]')
  const next = downloads.next()
  await page.click(`[data-action=export-${format}]`)
  const { path, name } = await next
  return { name, files: await filesOf(path) }
}

describe('selected links', () => {
  it('are exported as pages with a list of them', async () => {
    const [other = 0] = await others()
    await pick(stage.kept.linkId)
    await pick(other)
    await page.click('[data-action=bulk-export]')
    const { name, files } = await exported('html')
    expect(name).toBe('linkshot-pages.zip')
    expect(files.size).toBe(2)
    const list = String(files.get('index.html'))
    const html = [...files.keys()].find((file) => file !== 'index.html') ?? ''
    expect(html).toContain('A pot of tea')
    expect(list).toContain(encodeURIComponent(html.replace('.html', '')))
    expect(String(files.get(html))).toContain('The water boils.')
    await waitForText(page, '[data-role=toast]', 'without a page: 1 of 2')
    await page.close()
  })

  it('are one HTML file where there is one, by keys alone', async () => {
    await pressKeys(page, '/')
    await page.keyboard.type('pot of tea')
    await page.waitForFunction(() => document.querySelectorAll('[data-role=row]').length === 1)
    await pressKeys(page, 'ArrowDown', 'x', 'd')
    await page.waitForSelector('[data-action=export-html]:focus')
    const next = downloads.next()
    await pressKeys(page, 'Enter')
    await waitForText(page, '[data-role=toast]', '1 link exported')
    const { path, name } = await next
    expect(name).toMatch(/^A pot of tea \(.+\)\.html$/)
    expect(await readFile(path, 'utf8')).toContain('The water boils.')
    await page.waitForSelector('[data-role=export]', { hidden: true })
    await page.close()
  })

  it('are exported as a ZIP that can be imported again', async () => {
    await pick(stage.kept.linkId)
    await pressKeys(page, 'd')
    const { name, files } = await exported('zip')
    expect(name).toMatch(/^linkshot-\d{4}-\d\d-\d\d\.zip$/)
    const manifest = JSON.parse(String(files.get('linkshot.json')))
    expect(manifest.tables.links.rows).toBe(1)
    expect(manifest.tables.snapshots.rows).toBe(1)
    await page.close()
  })

  it('are not, where one thinks better of it', async () => {
    await pick(stage.kept.linkId)
    await pressKeys(page, 'd')
    await page.waitForSelector('[data-action=export-html]:focus')
    await pressKeys(page, 'Escape')
    await page.waitForSelector('[data-role=export]', { hidden: true })
    await waitForText(page, '.bulk-count', '1 selected')
    await page.waitForSelector('.shelf :focus')
    await page.close()
  })
})
