import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seedKeptPages } from '../../scripts/lib/seed-kept-pages.mjs'
import { type BackupPage, openBackup } from '../support/backup-page.ts'
import { collectDownloads, type Downloads } from '../support/downloads.ts'
import { type Extension, launchExtension } from '../support/extension.ts'
import { entriesOf, type Forged, forgeZip, resealed } from '../support/forge-zip.ts'
import { closeWelcome, textOf } from '../support/keep.ts'

let extension: Extension
let downloads: Downloads
let backup: BackupPage
let folder: string
let file: Buffer<ArrayBuffer>
let original: Forged[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkshot-zip-'))
  extension = await launchExtension()
  await closeWelcome(extension)
  downloads = await collectDownloads(extension.browser)
  await extension.send('set-setting', { key: 'language', value: 'en' })
  await seedKeptPages(await extension.helper(), { count: 5, kilobytes: 20 })
  backup = await openBackup(extension)
  const saved = downloads.next()
  await backup.page().click('[data-action=export-library]')
  file = (await readFile((await saved).path)) as Buffer<ArrayBuffer>
  original = await entriesOf(new Blob([file]))
})
afterAll(async () => {
  await extension?.close()
  await downloads?.remove()
  await rm(folder, { recursive: true, force: true })
})

async function saved(name: string, body: Blob): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, Buffer.from(await body.arrayBuffer()))
  return path
}

/** Kept in a body of the file, and to be shown by the viewer. */
const SCRIPTED =
  '<!doctype html><title>bad</title><p id="said">quiet</p><script>document.title="ran"</script><img src="x" onerror="document.title=\'ran\'">'

describe('a file that is not what it should be', () => {
  let library: string

  beforeEach(async () => {
    library = await backup.print()
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
    ['half a file', 'zip-damaged', async () => new Blob([file.subarray(0, 90_000)])],
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
    expect(await backup.choose(path)).toBe(reason)
    const said = await textOf(backup.page(), '[data-role=error]')
    expect(said).toMatch(/[.]$/)
    expect(said).not.toMatch(/error\.|zip-/)
    expect(await backup.print()).toBe(library)
  })

  it('says so in Chinese too', async () => {
    await extension.send('set-setting', { key: 'language', value: 'zh_CN' })
    await backup.page().waitForFunction(() => document.documentElement.lang === 'zh-CN')
    await backup.choose(await saved('half.zip', new Blob([file.subarray(0, 50_000)])))
    expect(await textOf(backup.page(), '[data-role=error]')).toContain('没有导入任何内容')
    await extension.send('set-setting', { key: 'language', value: 'en' })
  })

  it('runs nothing of a page that was changed to hold scripts', async () => {
    await backup.wipe()
    const body = Buffer.from(SCRIPTED)
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
    expect(await backup.choose(await saved('scripted.zip', forgeZip(entries)))).toBe('imported')
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
