import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ElementHandle, Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seedKeptPages } from '../../scripts/lib/seed-kept-pages.mjs'
import { collectDownloads, type Downloads } from '../support/downloads.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { entriesOf, type Forged, forgeZip, resealed } from '../support/forge-zip.ts'
import { closeWelcome, textOf } from '../support/keep.ts'
import { printLibrary } from '../support/library-print.ts'

/** Also stored in the library, to be shown again by the viewer. */
const SCRIPTED =
  '<!doctype html><title>bad</title><p id="said">quiet</p><script>document.title="ran"</script><img src="x" onerror="document.title=\'ran\'">'

let sites: FixtureSites
let extension: Extension
let downloads: Downloads
let options: Page
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
  await keep(`${sites.main.origin}/zh.html`)
  await keep(`${sites.main.origin}/en.html`)
  await seedKeptPages(await extension.helper(), { count: 20, kilobytes: 20 })
  options = await openBackup()
})
afterAll(async () => {
  await extension?.close()
  await downloads?.remove()
  await sites?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Keeps an address as a typed link, and waits until all of it is there. */
async function keep(url: string): Promise<void> {
  await extension.send('add-link', { url, tags: ['前端/React', 'C++'], capture: true })
  await until('the kept page', async () => {
    const kept = (await extension.rows('snapshots')).filter((row) => row['url'] === url)
    return kept.length === 1 && kept[0]?.['status'] === 'complete'
  })
  await until('no work left', async () => (await extension.rows('jobs')).length === 0)
}

async function openBackup(): Promise<Page> {
  const page = await extension.open('options.html#backup')
  await page.waitForSelector('[data-action=import-library]')
  return page
}

const print = async () => (await extension.helper()).evaluate(printLibrary)

/** Deletes the database as the browser's own tools would, and starts anew. */
async function wipe(): Promise<void> {
  const helper = await extension.helper()
  await options.close()
  await helper.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('linkshot')
        deleting.onsuccess = () => resolve()
        deleting.onerror = () => reject(deleting.error)
      }),
  )
  await helper.reload()
  options = await openBackup()
}

/** Chooses files as a person does, and waits for what is said about them. */
async function choose(...paths: string[]): Promise<string> {
  const input = (await options.waitForSelector(
    '[data-role=import-files]',
  )) as ElementHandle<HTMLInputElement>
  await options.evaluate(() => {
    for (const old of document.querySelectorAll('[data-role=imported], [data-role=error]'))
      old.setAttribute('data-old', '')
  })
  await input.uploadFile(...paths)
  const said = await options.waitForSelector(
    ':is([data-role=imported], [data-role=error]):not([data-old])',
    { timeout: 60_000 },
  )
  return (await said?.evaluate((each) => each.getAttribute('data-reason') ?? 'imported')) ?? ''
}

async function saved(name: string, body: Blob): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, Buffer.from(await body.arrayBuffer()))
  return path
}

describe('the whole library', () => {
  it('is saved as one ZIP file by the button', async () => {
    before = await print()
    const file = downloads.next()
    await options.click('[data-action=export-library]')
    exported = await file
    expect(exported.name).toMatch(/^linkshot-\d{4}-\d\d-\d\d\.zip$/)
    await options.waitForSelector('[data-role=exported]')
    expect(await textOf(options, '[data-role=exported]')).toContain('Links: 22. Snapshots: 22.')
    expect(await options.$('[data-role=lost]')).toBeNull()
    expect(await print()).toBe(before)
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
    await wipe()
    expect(await print()).not.toContain('links {')
    expect(await choose(exported.path)).toBe('imported')
    expect(await textOf(options, '[data-role=imported]')).toContain('New links: 22.')
    expect(await print()).toBe(before)
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
    expect(await choose(exported.path)).toBe('imported')
    expect(await textOf(options, '[data-role=imported]')).toContain('was here already')
    expect(await print()).toBe(before)
  })

  it('joins what is there, and can be undone', async () => {
    await wipe()
    await keep(`${sites.main.origin}/en.html`)
    const mine = await print()
    expect(await choose(exported.path)).toBe('imported')
    expect((await extension.rows('links')).length).toBe(22)
    await options.click('[data-action=undo-import]')
    await until('the links to go', async () => (await extension.rows('links')).length === 1)
    const rows = (text: string, table: string) =>
      text.split('\n').filter((line) => line.startsWith(`${table} `))
    const after = await print()
    for (const table of ['snapshots', 'tags']) expect(rows(after, table)).toEqual(rows(mine, table))
  })

  it('is not half written when it is cancelled', async () => {
    await options.click('[data-action=export-library]')
    await options.click('[data-action=cancel-backup]').catch(() => undefined)
    await options.waitForSelector('[data-action=export-library]:not([disabled])')
    expect(await options.$('[data-role=error]')).toBeNull()
  })
})

describe('a file that is not what it should be', () => {
  let original: Forged[]
  let library: string

  beforeAll(async () => {
    original = await entriesOf(new Blob([await readFile(exported.path)]))
  })
  beforeEach(async () => {
    library = await print()
  })

  const find = (start: string) => original.find(({ name }) => name.startsWith(start)) as Forged
  const altered = (start: string, change: Partial<Forged>) =>
    forgeZip([...original.filter((each) => each !== find(start)), { ...find(start), ...change }])
  const zeros = Buffer.alloc(150_000_000)

  const CASES: [name: string, reason: string, make: () => Blob | Promise<Blob>][] = [
    ['an empty file', 'zip-foreign', () => new Blob()],
    ['a picture', 'zip-foreign', () => new Blob([Buffer.from('89504e470d0a1a0a', 'hex')])],
    [
      'another ZIP',
      'zip-foreign',
      () => forgeZip([{ name: 'word/document.xml', data: Buffer.from('x') }]),
    ],
    [
      'half a file',
      'zip-damaged',
      async () => new Blob([(await readFile(exported.path)).subarray(0, 90_000)]),
    ],
    [
      'a path that leads out',
      'zip-unsafe',
      () => forgeZip([...original, { name: '../../evil.html', data: Buffer.from('x') }]),
    ],
    ['a name twice', 'zip-unsafe', () => forgeZip([...original, find('data/links')])],
    [
      'entries that overlap',
      'zip-unsafe',
      () => forgeZip([...original, { ...find('data/links'), name: 'b', offset: 0 }]),
    ],
    ['an encrypted entry', 'zip-unsafe', () => altered('blobs/', { flags: 0x0801 })],
    ['an unknown method', 'zip-unsafe', () => altered('blobs/', { method: 93 })],
    ['a bomb', 'zip-too-large', () => altered('data/links', { data: zeros, size: 3_000_000_000 })],
    [
      'a bomb that says it is small',
      'zip-damaged',
      () => altered('data/links', { data: zeros, size: 5000 }),
    ],
    ['another body', 'zip-hash', () => altered('pages/', { data: Buffer.from('x') })],
    [
      'a link that runs a script',
      'zip-damaged',
      async () =>
        forgeZip(
          await resealed(original, {
            links: (rows) => rows.map((row) => ({ ...row, url: 'javascript:alert(1)' })),
          }),
        ),
    ],
    [
      'a newer format',
      'zip-newer',
      async () =>
        forgeZip(await resealed(original, {}, (manifest) => ({ ...manifest, version: 2 }))),
    ],
  ]

  it.each(CASES)('is refused with a reason: %s', async (name, reason, make) => {
    const path = await saved(`${name}.zip`, await make())
    expect(await choose(path)).toBe(reason)
    const said = await textOf(options, '[data-role=error]')
    expect(said).toMatch(/[.]$/)
    expect(said).not.toMatch(/error\.|zip-/)
    expect(await print()).toBe(library)
  })

  it('says so in Chinese too', async () => {
    await extension.send('set-setting', { key: 'language', value: 'zh_CN' })
    await options.waitForFunction(() => document.documentElement.lang === 'zh-CN')
    await choose(
      await saved('half.zip', new Blob([(await readFile(exported.path)).subarray(0, 50_000)])),
    )
    expect(await textOf(options, '[data-role=error]')).toContain('没有导入任何内容')
    await extension.send('set-setting', { key: 'language', value: 'en' })
  })

  it('runs nothing of a page that was changed to hold scripts', async () => {
    await wipe()
    const body = Buffer.from(SCRIPTED)
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256').update(body).digest('hex')
    const file = `blobs/${hash.slice(0, 2)}/${hash}`
    const line = {
      hash,
      type: 'text/html',
      encoding: 'identity',
      bytes: body.length,
      stored: body.length,
      file,
    }
    let uid = ''
    const entries = await resealed([...original, { name: file, data: body, method: 0 }], {
      blobs: (rows) =>
        [...rows, line].sort((a, b) => (String(a['hash']) < String(b['hash']) ? -1 : 1)),
      snapshots: (rows) =>
        rows.map((row, index) => {
          if (index > 0) return row
          uid = String(row['uid'])
          const [frame] = row['frames'] as object[]
          return { ...row, frames: [{ ...frame, html: hash, type: 'text/html' }] }
        }),
    })
    expect(await choose(await saved('scripted.zip', forgeZip(entries)))).toBe('imported')
    const viewer = await extension.open(`viewer.html?snapshot=${uid}`)
    await viewer.waitForSelector('iframe[data-ready=true]')
    const shown = await viewer.$eval('iframe', (frame) => ({
      title: frame.contentDocument?.title,
      text: frame.contentDocument?.querySelector('#said')?.textContent,
      handlers: frame.contentDocument?.querySelectorAll('[onerror]').length,
    }))
    expect(shown).toEqual({ title: 'bad', text: 'quiet', handlers: 0 })
    await viewer.close()
  })
})
