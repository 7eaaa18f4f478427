import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { downloadFrom } from '../replay/open-file.ts'
import { type Extension, launchExtension } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { type KeptPage, keepPage } from '../support/kept-page.ts'
import { boxesOf, difference, settledPicture } from '../support/picture.ts'
import { launchPlainBrowser, type PlainBrowser } from '../support/plain-browser.ts'
import { answer } from '../support/site.ts'
import { openInViewer, pictureOfKept } from '../support/viewer.ts'

const PAGES = ['zh.html', 'en.html', 'odd.html'] as const
type Name = (typeof PAGES)[number]

/** What browsers load by other rules from a disk than from a site, and documents that are not HTML. */
const ODD = `<meta charset="utf-8"><title>Odd: a/b\\c?</title>
<link rel="stylesheet" href="/zh.css"><link rel="alternate stylesheet" title="off" href="/en.css">
<style>
  .mask { width: 90px; height: 40px; background: navy; mask: url(/foreign.png) 0 0 / 30px 30px; display: inline-block }
  .later { --icon: url("/foreign.png"); mask: var(--icon) 0 0 / 20px 20px }
  .drawing { mask: url(/dot.svg) 0 0 / 10px 10px }
  .shape { float: left; width: 40px; height: 40px; shape-outside: url(/picture.svg); background: silver }
  @font-face { font-family: V; src: url(/vt323.woff2) } b { font: 30px V }
</style>
<b>Quirks &amp; fonts</b><div class="shape"></div>
<i class="mask"></i> <i class="mask later"></i> <i class="mask drawing"></i>
<p style="background:url(/foreign.png) 0 0/25px 25px;height:25px">
<img src="/picture.svg" width="80"><img src="/foreign.png" width="40" loading="lazy">
<iframe src="/picture.svg" width="200" height="120"></iframe><iframe src="/frame.html" width="200" height="120"></iframe>
<object data="/foreign.png" width="30"></object>`

const HAS_UNZIP = spawnSync('unzip', ['-v']).status === 0

interface ZipManifest {
  format: string
  url: string
  files: { file: string; url: string; bytes: number; sha256: string }[]
}

describe('a kept page saved as a file', () => {
  let sites: FixtureSites
  let extension: Extension
  let plain: PlainBrowser
  const viewers = new Map<Name, { viewer: Page; kept: KeptPage; picture: Uint8Array }>()

  beforeAll(async () => {
    sites = await serveFixtures({ '/odd.html': answer('text/html; charset=utf-8', ODD) })
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
    for (const name of PAGES) {
      const kept = await keepPage(extension, `${sites.main.origin}/${name}`)
      const viewer = await openInViewer(extension, kept.snapshot, kept.size)
      viewers.set(name, { viewer, kept, picture: await pictureOfKept(viewer) })
    }
    await sites.close()
    plain = await launchPlainBrowser()
  })
  afterAll(async () => {
    await plain.close()
    await extension.close()
  })

  const shown = (name: Name) => {
    const found = viewers.get(name)
    if (!found) throw new Error(`${name} was not kept`)
    return found
  }
  const save = (name: Name, kind: string) =>
    downloadFrom(extension, shown(name).viewer, `[data-action="export-${kind}"]`)

  /** Opens a file in a browser that knows nothing of the extension. */
  const expectSame = async (name: Name, path: string, except: string[] = []) => {
    const { kept, picture } = shown(name)
    const { page, asked } = await plain.open(path, kept.size)
    const ignored = await boxesOf(page, except)
    expect(difference(picture, await settledPicture(() => page.screenshot()), ignored)).toBe(0)
    expect(asked).toEqual([])
    expect(await page.evaluate(() => document.scripts.length)).toBe(0)
    await page.close()
  }

  it.each(PAGES)(
    'is one HTML file of %s that says where it is from and asks for nothing',
    async (name) => {
      const { path, text } = await save(name, 'html')
      expect(text.slice(0, 300)).toMatch(
        new RegExp(
          `<!-- Kept by Linkshot from http://[^ ]+/${name} at \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z -->`,
        ),
      )
      expect(text).toMatch(
        /<head[^>]*><meta http-equiv="Content-Security-Policy" content="default-src 'none'; /,
      )
      expect(text).not.toMatch(/<script\b|(?:src|srcset|poster)="http|url\(["']?http|cid:/)
      await expectSame(name, path)
    },
  )

  it.skipIf(!HAS_UNZIP).each(PAGES)(
    'is a ZIP of %s that looks the same once it is unpacked',
    async (name) => {
      const { path } = await save(name, 'zip')
      execFileSync('unzip', ['-tq', path])
      const folder = mkdtempSync(join(tmpdir(), 'linkshot-unzipped-'))
      execFileSync('unzip', ['-q', path, '-d', folder])
      const manifest = JSON.parse(
        readFileSync(join(folder, 'manifest.json'), 'utf8'),
      ) as ZipManifest
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
      expect([...manifest.files.map(({ file }) => file), 'manifest.json'].sort()).toEqual(
        files.sort(),
      )
      for (const { file, bytes, sha256 } of manifest.files) {
        const content = readFileSync(join(folder, file))
        expect(content.length).toBe(bytes)
        expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
        expect(file).toMatch(
          /^(?:page\.html|screenshot\.(?:jpg|png)|files\/\d{3}[a-z0-9-]*\.[a-z0-9]{2,5})$/,
        )
      }
      expect(manifest).toMatchObject({
        format: 'linkshot-page',
        url: expect.stringContaining(name),
      })
      await expectSame(name, join(folder, 'page.html'))
    },
  )

  it.each(PAGES)('is MHTML of %s that Chromium shows as the viewer does', async (name) => {
    const { path, text } = await save(name, 'mhtml')
    expect(text).toMatch(
      /^From: <Saved by Linkshot>\r\nSnapshot-Content-Location: http:\S+\r\nSubject: /,
    )
    // Chromium draws form fields in MHTML as if they were switched off.
    await expectSame(name, path, ['input', 'input[type=checkbox]', 'textarea', 'select'])
  })

  it('is MHTML that brings closed shadow roots and frames of frames along', async () => {
    const { path } = await save('zh.html', 'mhtml')
    const { page } = await plain.open(path, shown('zh.html').kept.size)
    const session = await page.createCDPSession()
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    expect(nodes.map(({ name }) => name?.value).join()).toContain('深巷寒犬，吠声如豹。')
    expect(page.frames().length).toBeGreaterThan(3)
    expect(await page.title()).toBe('山中与裴秀才迪书 — 古文选读')
    await page.close()
  })

  it('is the visible text in UTF-8', async () => {
    const { text, name } = await save('zh.html', 'text')
    expect(text).toContain('近腊月下，景气和畅')
    expect(name).toMatch(/^山中与裴秀才迪书 — 古文选读 \(\d{4}-\d\d-\d\d\)\.txt$/)
  })

  it('is the picture of its tab, as it is stored', async () => {
    const { path } = await save('zh.html', 'picture')
    const [row] = (await extension.rows('snapshots')).filter(
      ({ uid }) => uid === shown('zh.html').kept.snapshot,
    )
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(hash).toBe(row?.['screenshot'])
  })
})
