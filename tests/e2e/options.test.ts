import { readFile } from 'node:fs/promises'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome, textOf, waitForText } from '../support/keep.ts'

let extension: Extension
let page: Page

const setting = (key: string, value: unknown) => extension.send('set-setting', { key, value })
const stored = async (key: string) =>
  (await extension.rows('settings')).find((row) => row['key'] === key)?.['value']
const show = async (hash: string) => {
  await page.bringToFront()
  await page.goto('about:blank')
  await page.goto(extension.url(`options.html${hash}`))
  await page.waitForSelector('.options-main')
}

describe('the options page', () => {
  beforeAll(async () => {
    extension = await launchExtension()
    await closeWelcome(extension)
    page = await extension.browser.newPage()
    await page.setViewport({ width: 1000, height: 900 })
  })
  afterAll(() => extension.close())
  beforeEach(() => setting('language', 'en'))

  it.each([
    ['', 'Tags'],
    ['#tags', 'Tags'],
    ['#general', 'General'],
    ['#shortcuts', 'Shortcuts'],
    ['#permissions', 'Permissions'],
    ['#storage', 'Storage'],
    ['#about', 'About'],
    ['#nothing-like-it', 'Tags'],
  ])('shows at "%s" the section %s, in its title too', async (hash, name) => {
    await show(hash)
    await waitForText(page, 'h1', name)
    const title = `${name} · Settings · Linkshot`
    await page.waitForFunction((wanted) => document.title === wanted, {}, title)
    expect(await textOf(page, '.options-nav [aria-current]')).toBe(name)
  })

  it('goes from section to section and back, and names them in the language chosen', async () => {
    await show('')
    await page.click('.options-nav [href="#general"]')
    await waitForText(page, 'h1', 'General')
    await page.click('input[value=zh_CN]')
    await waitForText(page, 'h1', '通用')
    expect(await page.title()).toBe('通用 · 设置 · 链接快照')
    await page.click('input[value=dark]')
    await until('dark', async () => (await stored('theme')) === 'dark')
    await page.waitForSelector('html[data-theme=dark]')
    expect(await page.title()).toBe('通用 · 设置 · 链接快照')
    await page.goBack()
    await waitForText(page, 'h1', '标签')
    await setting('theme', 'system')
  })

  it.each([
    ['screenshotFormat', 'png'],
    ['pictureOf', 'page'],
    ['libraryView', 'grid'],
    ['theme', 'light'],
  ])('keeps the setting %s', async (key, value) => {
    await show('#general')
    await page.click(`input[value=${value}]`)
    await until(`${key} to be ${value}`, async () => (await stored(key)) === value)
    await show('#general')
    await page.waitForSelector(`input[value=${value}]:checked`)
  })

  it.each([400, 800, 1600])('fits into %i pixels, every section of it', async (width) => {
    await page.setViewport({ width, height: 800 })
    for (const section of ['tags', 'general', 'shortcuts', 'permissions', 'storage', 'about']) {
      await show(`#${section}`)
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect([section, scrolls]).toEqual([section, false])
    }
    await page.setViewport({ width: 1000, height: 900 })
  })

  it('lists all commands with their keys', async () => {
    await show('#shortcuts')
    const text = await textOf(page, '.options-main')
    expect(text).toContain('Keep this page')
    expect(text).toContain('Alt+Shift+S')
    expect(text).toContain('Open the library')
    expect(text).toContain('ls')
  })

  it('names every permission of the manifest and asks for all sites', async () => {
    await show('#permissions')
    const named = await page.$$eval('[data-permission]', (lines) =>
      lines.map((line) => line.getAttribute('data-permission')),
    )
    const file = await readFile('.output/chrome-mv3-production/manifest.json', 'utf8')
    expect(named.toSorted()).toEqual(JSON.parse(file).permissions.toSorted())
    await page.waitForSelector('[data-role=sites][data-allowed=false] [data-action=allow-sites]')
    await page.waitForSelector('[data-role=page-copy][data-allowed=false]')
  })

  it('says where the library lives, and its version', async () => {
    await show('#about')
    const text = await textOf(page, '.options-main')
    expect(text).toMatch(/Version \d+\.\d+\.\d+/)
    expect(text).toContain('MIT')
    expect(text).toContain('profile')
  })
})

describe('storage', () => {
  let sites: FixtureSites
  let linkIds: number[]

  const bytesOf = (selector: string) =>
    page.$eval(selector, (line) => Number(line.getAttribute('data-bytes')))
  const ready = () => page.waitForSelector('[data-role=storage][data-ready=true]')
  const sum = (rows: Record<string, unknown>[]) =>
    rows.reduce((total, row) => total + Number(row['stored']), 0)

  beforeAll(async () => {
    sites = await serveFixtures()
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
    await setting('language', 'en')
    page = await extension.browser.newPage()
    for (const path of ['/en.html', '/zh.html']) {
      await addLink(extension, `${sites.main.origin}${path}`)
    }
    const snapshots = await until('two complete versions', async () => {
      const rows = await extension.rows('snapshots')
      return rows.length === 2 && rows.every((row) => row['status'] === 'complete') && rows
    })
    // Their small pictures are drawn a little later, and would change the sums in between.
    await until('their pictures', async () => (await extension.rows('jobs')).length === 0)
    linkIds = snapshots.map((row) => Number(row['linkId']))
  })
  afterAll(async () => {
    await extension.close()
    await sites.close()
  })

  it('shows by kind what the rows add up to', async () => {
    await show('#storage')
    await ready()
    const blobs = await extension.rows('blobs')
    const shown = await page.$$eval('[data-kind]', (lines) =>
      lines.map((line) => [
        line.getAttribute('data-kind'),
        Number(line.getAttribute('data-bytes')),
      ]),
    )
    const kinds = new Map(shown as [string, number][])
    const bodies = ['pages', 'images', 'fonts', 'media', 'screenshots']
    expect(bodies.reduce((total, kind) => total + (kinds.get(kind) ?? 0), 0)).toBe(sum(blobs))
    const fonts = blobs.filter((row) => String(row['type']).startsWith('font/'))
    expect(kinds.get('fonts')).toBe(sum(fonts))
    expect(kinds.get('undo')).toBeUndefined()
    await page.waitForSelector('[data-role=persistence][data-safe=true]')
  })

  it('empties the trash, which can be undone, and frees its space only after asking', async () => {
    await extension.send('trash-links', { linkIds: linkIds.slice(0, 1) })
    await page.waitForSelector('[data-action=empty-trash]:not(:disabled)')
    await until('bytes of the trash', async () => (await bytesOf('[data-role=trash]')) > 0)
    const before = await bytesOf('[data-role=trash]')
    await page.click('[data-action=empty-trash]')
    await until('only for undo', async () => (await bytesOf('[data-role=free-space]')) > 0)
    expect(await extension.rows('links')).toHaveLength(1)
    expect(await bytesOf('[data-role=free-space]')).toBe(before)

    const bodies = (await extension.rows('blobs')).length
    await page.click('[data-action=free-space]')
    await page.waitForSelector('[role=alertdialog] [data-action=keep-free-space]:focus')
    expect((await extension.rows('blobs')).length).toBe(bodies)
    await page.click('[data-action=confirm-free-space]')
    await waitForText(page, '[data-role=toast]', 'freed')
    await until('nothing for undo', async () => (await bytesOf('[data-role=free-space]')) === 0)
    await page.waitForSelector('[data-action=free-space]:disabled')
    expect((await extension.rows('blobs')).length).toBeLessThan(bodies)
    expect(await extension.rows('journal')).toEqual([])
  })

  it('shows what was given', async () => {
    await show('#permissions')
    await page.waitForSelector('[data-role=sites][data-allowed=true] [data-action=drop-sites]')
    await page.waitForSelector('[data-role=page-copy][data-allowed=true]')
    expect(await page.$$('[data-role=given-site]')).toHaveLength(0)
  })
})
