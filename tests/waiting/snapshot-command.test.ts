import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { type LinkFarm, openFarm } from '../support/link-farm.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { WHOLE_PAGES } from '../support/whole-pages.ts'

interface IndexEntry {
  base?: string
  files?: string[]
  url: string
  title?: string
  textLength?: number
  resources?: { total: number; kept: number; missing: unknown[] }
  bytes?: { raw: number; stored: number; added: number }
  ms?: { ack: number; page: { total: number; longest: number }; complete: number }
  error?: { reason: string; message: string }
}

const ROOT = join(import.meta.dirname, '../..')

/** Runs the command as its user does and gives its exit code. */
function runSnapshot(args: string[]): Promise<number | null> {
  const child = spawn(process.execPath, ['scripts/snapshot.mjs', ...args], { cwd: ROOT })
  return new Promise((resolve) => child.on('close', resolve))
}

describe('npm run snapshot', () => {
  let sites: FixtureSites
  let out: string
  let code: number | null
  let index: IndexEntry[]

  beforeAll(async () => {
    sites = await serveFixtures()
    out = await mkdtemp(join(tmpdir(), 'linkshot-out-'))
    const pages = ['zh.html', 'en.html', 'frame.html'].map((file) => `${sites.main.origin}/${file}`)
    const addresses = [...pages.slice(0, 2), 'http://127.0.0.1:9/', ...pages.slice(2)]
    code = await runSnapshot([
      ...addresses,
      '--out',
      out,
      '--parallel',
      '2',
      '--tag',
      '命令行',
      '--format',
      'html,zip,mhtml,wacz,md,txt',
    ])
    index = JSON.parse(await readFile(join(out, 'index.json'), 'utf8'))
  }, 180_000)
  afterAll(async () => {
    await sites.close()
    await rm(out, { recursive: true, force: true })
  })

  it('lists every address in the order given, failures with their reason', () => {
    expect(index.map(({ base, error }) => (error ? 'failed' : typeof base))).toEqual([
      'string',
      'string',
      'failed',
      'string',
    ])
    expect(index[2]?.error?.reason).toBeTruthy()
    expect(code).toBe(1)
  })

  it('writes page, picture and figures of each', async () => {
    for (const entry of index.filter(({ base }) => base !== undefined)) {
      const file = (ending: string) => join(out, `${entry.base}.${ending}`)
      expect(['html', 'png', 'json'].filter((ending) => !existsSync(file(ending)))).toEqual([])
      const picture = PNG.sync.read(await readFile(file('png')))
      expect([picture.width, picture.height]).toEqual([1280, 800])
      const { base: _, ...record } = entry
      expect(JSON.parse(await readFile(file('json'), 'utf8'))).toMatchObject(record)
    }
  })

  it('writes the formats that were asked for, and lists them', async () => {
    const [first] = index
    const endings = ['html', 'zip', 'mhtml', 'wacz', 'md.zip', 'txt', 'png']
    expect(first?.files).toEqual(endings.map((ending) => `${first?.base}.${ending}`))
    const begin = async (ending: string) =>
      (await readFile(join(out, `${first?.base}.${ending}`))).subarray(0, 4).toString('latin1')
    expect(await Promise.all(['zip', 'wacz', 'mhtml'].map(begin))).toEqual([
      'PK\x03\x04',
      'PK\x03\x04',
      'From',
    ])
    expect(await readFile(join(out, `${first?.base}.txt`), 'utf8')).toContain('近腊月下')
  })

  it('gives the figures that were asked for', () => {
    expect(index[0]).toMatchObject({
      title: '山中与裴秀才迪书 — 古文选读',
      score: 1,
      resources: { total: 8, kept: 8, missing: [] },
      ms: { ack: expect.any(Number), page: { total: expect.any(Number) } },
      bytes: { raw: expect.any(Number), stored: expect.any(Number), added: expect.any(Number) },
    })
    expect(index[0]?.textLength).toBeGreaterThan(100)
  })

  it('writes files that hold all they need and run nothing', async () => {
    const html = await readFile(join(out, `${index[0]?.base}.html`), 'utf8')
    expect(html).toContain('近腊月下')
    expect(html).not.toMatch(/<script\b|(?:src|srcset|poster)="http|url\(["']?http|cid:/)
  })
})

describe('npm run snapshot -- --file', () => {
  const COUNT = 20
  let farm: LinkFarm
  let out: string

  beforeAll(async () => {
    farm = await openFarm()
    out = await mkdtemp(join(tmpdir(), 'linkshot-out-'))
  })
  afterAll(async () => {
    await farm.close()
    await rm(out, { recursive: true, force: true })
  })

  it('keeps each address of a list and lists it once, in the order given', async () => {
    const urls = farm.ordinary(COUNT)
    const list = join(out, 'list.txt')
    await writeFile(list, `# addresses\n${urls.join('\n')}\n`)
    expect(await runSnapshot(['--file', list, '--out', out, '--parallel', '4'])).toBe(0)
    const index = JSON.parse(await readFile(join(out, 'index.json'), 'utf8')) as IndexEntry[]
    expect(index.map(({ url }) => url)).toEqual(urls)
    const wanted = urls.map((_, n) => [`ordinary-${n}`, { total: 2, kept: 2, missing: [] }])
    expect(index.map(({ title, resources }) => [title, resources])).toEqual(wanted)
    const files = index.flatMap((entry) => entry.files ?? [])
    expect(files.filter((file) => !existsSync(join(out, file)))).toEqual([])
    expect(new Set(files).size).toBe(2 * COUNT)
  }, 180_000)
})

describe('npm run snapshot -- --full-page', () => {
  let site: Site
  let out: string

  beforeAll(async () => {
    site = await serve('.', { '/tall': answer('text/html', WHOLE_PAGES['sticky header'] ?? '') })
    out = await mkdtemp(join(tmpdir(), 'linkshot-out-'))
  })
  afterAll(async () => {
    await site.close()
    await rm(out, { recursive: true, force: true })
  })

  it('writes a picture of the whole page', async () => {
    expect(await runSnapshot([`${site.origin}/tall`, '--full-page', '--out', out])).toBe(0)
    const [entry] = JSON.parse(await readFile(join(out, 'index.json'), 'utf8')) as IndexEntry[]
    const picture = PNG.sync.read(await readFile(join(out, `${entry?.base}.png`)))
    expect([picture.width, picture.height]).toEqual([1280, 61 + 40 * 53])
  }, 120_000)
})
