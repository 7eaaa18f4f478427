import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedKeptPages } from '../../scripts/lib/seed-kept-pages.mjs'
import { type BackupPage, keepTyped, openBackup } from '../support/backup-page.ts'
import { collectDownloads, type Downloads } from '../support/downloads.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { entriesOf } from '../support/forge-zip.ts'
import { closeWelcome, textOf, waitForText } from '../support/keep.ts'

const TAGS = ['前端/React', 'C++']

let sites: FixtureSites
let extension: Extension
let downloads: Downloads
let backup: BackupPage
let folder: string
let exported: { path: string; name: string }
let before: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkshot-zip-'))
  sites = await serveFixtures()
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  downloads = await collectDownloads(extension.browser)
  await extension.send('set-setting', { key: 'language', value: 'en' })
  for (const name of ['zh', 'en'])
    await keepTyped(extension, `${sites.main.origin}/${name}.html`, TAGS)
  await seedKeptPages(await extension.helper(), { count: 20, kilobytes: 20 })
  backup = await openBackup(extension)
})
afterAll(async () => {
  await extension?.close()
  await downloads?.remove()
  await sites?.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the whole library', () => {
  it('is saved as one ZIP file by the button', async () => {
    before = await backup.print()
    const file = downloads.next()
    await backup.page().click('[data-action=export-library]')
    exported = await file
    expect(exported.name).toMatch(/^linkshot-\d{4}-\d\d-\d\d\.zip$/)
    await backup.page().waitForSelector('[data-role=exported]')
    expect(await textOf(backup.page(), '[data-role=exported]')).toContain(
      'Links: 22. Snapshots: 22.',
    )
    expect(await backup.page().$('[data-role=lost]')).toBeNull()
    expect(await backup.print()).toBe(before)
  })

  it.skipIf(!existsSync('/usr/bin/unzip'))('is whole to another program', () => {
    expect(execFileSync('unzip', ['-tqq', exported.path]).toString()).toBe('')
    const listed = execFileSync('unzip', ['-Z1', exported.path]).toString()
    expect(listed).toMatch(/^index\.html$/m)
    expect(listed.match(/^pages\/.*\.html$/gm)).toHaveLength(22)
    // A page kept from a quiet tab has no picture.
    expect(listed.match(/^pages\/.*\.jpg$/gm)).toHaveLength(20)
  })

  it('holds pages that open without network, browser extension or script', async () => {
    const entries = await entriesOf(new Blob([await readFile(exported.path)]))
    for (const { name, data } of entries.filter((each) => each.name.endsWith('.html'))) {
      await writeFile(join(folder, name.replace(/.*\//, '')), data)
    }
    const name = entries.find(
      (each) => /^pages\/山中/.test(each.name) && each.name.endsWith('.html'),
    )?.name
    const page = await extension.browser.newPage()
    await page.setOfflineMode(true)
    await page.goto(pathToFileURL(join(folder, (name ?? '').replace(/.*\//, ''))).href)
    expect(await page.evaluate(() => document.body.textContent)).toContain('近腊月下')
    const images = await page.$$eval(
      'img',
      (all) => all.filter((each) => each.naturalWidth > 0).length,
    )
    expect(images).toBeGreaterThan(0)
    await page.goto(pathToFileURL(join(folder, 'index.html')).href)
    const links = await page.$$eval('a[href^="pages/"]', (all) =>
      all.map((each) => each.getAttribute('href') ?? ''),
    )
    expect(links).toHaveLength(22)
    const names = new Set(entries.map((each) => each.name))
    expect(links.filter((link) => !names.has(decodeURIComponent(link)))).toEqual([])
    await page.close()
  })

  it('comes back into an empty browser, row by row and byte by byte', async () => {
    await backup.wipe()
    expect(await backup.print()).not.toContain('links {')
    expect(await backup.choose(exported.path)).toBe('imported')
    // The settings that came back draw the page anew.
    await waitForText(backup.page(), '[data-role=imported]', 'New links: 22.')
    expect(await backup.print()).toBe(before)
  })

  it('shows the pages again', async () => {
    const snapshot = (await extension.rows('snapshots')).find((row) =>
      String(row['url']).endsWith('/zh.html'),
    )
    const viewer = await extension.open(`viewer.html?snapshot=${snapshot?.['uid']}`)
    await viewer.waitForSelector('iframe[data-ready=true]')
    const text = await viewer.$eval('iframe', (frame) => frame.contentDocument?.body.textContent)
    expect(text).toContain('近腊月下')
    await viewer.close()
  })

  it('changes nothing when it is imported once more', async () => {
    expect(await backup.choose(exported.path)).toBe('imported')
    expect(await textOf(backup.page(), '[data-role=imported]')).toContain('is here already')
    expect(await backup.print()).toBe(before)
  })

  it('joins what is there, and can be undone', async () => {
    await backup.wipe()
    await keepTyped(extension, `${sites.main.origin}/en.html`, TAGS)
    const mine = await backup.print()
    expect(await backup.choose(exported.path)).toBe('imported')
    expect((await extension.rows('links')).length).toBe(22)
    await backup.page().click('[data-action=undo-import]')
    await until('the links to go', async () => (await extension.rows('links')).length === 1)
    const rows = (text: string, table: string) =>
      text.split('\n').filter((line) => line.startsWith(`${table} `))
    const after = await backup.print()
    for (const table of ['snapshots', 'tags']) expect(rows(after, table)).toEqual(rows(mine, table))
  })

  it('is not half written when it is cancelled', async () => {
    // So slow that it can't be done before.
    await backup.page().emulateCPUThrottling(20)
    await backup.page().click('[data-action=export-library]')
    await backup.page().click('[data-action=cancel-backup]')
    await backup.page().emulateCPUThrottling(1)
    await backup.page().waitForSelector('[data-action=export-library]:not([disabled])')
    expect(await backup.page().$('[data-role=error]')).toBeNull()
  })

  it('leaves the library as it was when the page is closed half way', async () => {
    await backup.wipe()
    const empty = await backup.print()
    // So slow that it can't be done before the page is closed.
    await backup.page().emulateCPUThrottling(20)
    await backup.begin(exported.path)
    await backup.page().waitForSelector('[data-role=backup-running]')
    await backup.reopen()
    expect(rowsOf(await backup.print())).toEqual(rowsOf(empty))
    expect(await backup.choose(exported.path)).toBe('imported')
    expect(await backup.print()).toBe(before)
  })
})

/** Bodies that nothing refers to may be left until they are collected. */
const rowsOf = (text: string) =>
  text.split('\n').filter((line) => !/^(?:$|(?:blobs|texts|thumbs) )/.test(line))
