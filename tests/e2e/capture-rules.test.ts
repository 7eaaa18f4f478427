import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaptureRules } from '../../utils/model/capture-rule.ts'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { downloadFrom } from '../replay/open-file.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, textOf } from '../support/keep.ts'
import { launchPlainBrowser } from '../support/plain-browser.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { tabIdOf } from '../support/tabs.ts'
import { filesOf, writeFolder } from '../support/unpack.ts'

const SECRET = 'window.calledHome'
const beacon = (who: string) =>
  `${SECRET} = fetch('/beacon?${who}'); new Image().src = '/beacon?${who}-image'`

const PAGE = `<!doctype html><title>A film and fonts</title>
<style>@font-face { font-family: V; src: url(/own.woff2) } h1 { font: 40px V }</style>
<link rel="stylesheet" href="{{other}}/foreign.css">
<script>${beacon('inline')}</script><script src="/external.js" defer></script>
<script type="module" src="{{other}}/module.js"></script>
<h1>Words in a font</h1><p>Text of the page</p>
<video src="/large.mp4" width="320" height="180" preload="none"></video>
<video src="/endless.mp4" width="320" height="180" preload="none"></video>
<audio src="/small.mp3" controls preload="none"></audio>`

const LARGE = 3_000_000

/** Bytes of bodies that left the server, by path. */
const sent = new Map<string, number>()
const slowly =
  (length: number | undefined) => (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? ''
    response.writeHead(200, {
      'content-type': 'video/mp4',
      'cache-control': 'no-store',
      ...(length ? { 'content-length': length } : {}),
    })
    const piece = Buffer.alloc(50_000, 1)
    const more = () => {
      if (response.destroyed) return
      sent.set(path, (sent.get(path) ?? 0) + piece.length)
      if ((sent.get(path) ?? 0) >= LARGE) response.end()
      else response.write(piece, () => setTimeout(more, 10))
    }
    more()
  }

describe('capture rules', () => {
  let site: Site
  let other: Site
  let extension: Extension
  let kept: Snapshot
  let viewer: Page

  const setRules = (value: CaptureRules) =>
    extension.send('set-setting', { key: 'captureRules', value })
  const beacons = () =>
    [...site.requests, ...other.requests].filter((path) => path === '/beacon').length

  beforeAll(async () => {
    const font = answer('font/woff2', await readFile('tests/fixtures/site/vt323.woff2'), {
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    })
    const script = (name: string) => answer('text/javascript', beacon(name))
    other = await serve(
      'tests/fixtures/site',
      {
        '/foreign.css': answer(
          'text/css',
          '@font-face { font-family: F; src: url(foreign.woff2) } p { font-family: F }',
        ),
        '/foreign.woff2': font,
        '/module.js': answer('text/javascript', beacon('module'), {
          'access-control-allow-origin': '*',
        }),
      },
      'localhost',
    )
    site = await serve('tests/fixtures/site', {
      '/page': answer('text/html', PAGE.replaceAll('{{other}}', other.origin)),
      '/own.woff2': font,
      '/external.js': script('external'),
      '/large.mp4': slowly(LARGE),
      '/endless.mp4': slowly(undefined),
      '/small.mp3': answer('audio/mpeg', Buffer.alloc(20_000, 3)),
      '/beacon': answer('text/plain', ''),
    })
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
  })
  afterAll(async () => {
    await extension?.close()
    await Promise.all([site?.close(), other?.close()])
  })

  async function keep(): Promise<Snapshot> {
    const page = await extension.browser.newPage()
    await page.goto(`${site.origin}/page`)
    await page.evaluate(() => document.fonts.ready)
    const fontsBefore = fontRequests()
    const answered = await extension.send('keep-tab', {
      tabId: await tabIdOf(extension, page),
      trigger: 'popup',
    })
    expect(answered).toMatchObject({ ok: true })
    const { snapshot } = answered.value as { snapshot: string }
    const row = await until(
      'a compared snapshot',
      async () =>
        ((await extension.rows('snapshots')) as unknown as Snapshot[]).find(
          ({ uid, verification }) => uid === snapshot && verification,
        ),
      60_000,
    )
    await page.close()
    askedForFonts = fontRequests() - fontsBefore
    return row
  }
  let askedForFonts = 0
  const fontRequests = () =>
    [...site.requests, ...other.requests].filter((path) => path.endsWith('.woff2')).length

  it('leave out large media and fonts without asking for them, and keep the text of scripts', async () => {
    await setRules({
      all: { media: 0 },
      sites: [{ host: '127.0.0.1', media: 0.2, fonts: false, scripts: true }],
    })
    kept = await keep()
    const left = kept.missing.filter(({ reason }) => reason === 'by-rule')
    expect(left.map(({ kind, url }) => [kind, new URL(url).pathname]).sort()).toEqual([
      ['font', '/foreign.woff2'],
      ['font', '/own.woff2'],
      ['media', '/endless.mp4'],
      ['media', '/large.mp4'],
    ])
    expect(kept.missing).toEqual(left)
    expect(kept.resources.filter(({ kind }) => kind === 'media').map(({ url }) => url)).toEqual([
      `${site.origin}/small.mp3`,
    ])
    expect(askedForFonts).toBe(0)
    // What was on its way when the answer ended it; the body itself is many times that.
    expect(sent.get('/large.mp4')).toBeLessThan(LARGE / 2)
    expect(sent.get('/endless.mp4')).toBeLessThan(LARGE / 2)
    const scripts = kept.resources.filter(({ kind }) => kind === 'script')
    expect(scripts.map(({ url }) => url).sort()).toEqual([
      '',
      `${site.origin}/external.js`,
      `${other.origin}/module.js`,
    ])
  })

  it('cost no score: boxes count where they are shown', () => {
    expect(kept.verification).toMatchObject({ loose: true, differences: [] })
    expect(kept.score).toBe(1)
  })

  it('are told of in the viewer, where no kept script runs', async () => {
    const before = beacons()
    viewer = await extension.open(`viewer.html?snapshot=${kept.uid}`)
    await viewer.waitForSelector('[data-role=page][data-ready=true]')
    const inside = await viewer.$eval('[data-role=page]', (frame) => {
      const doc = (frame as HTMLIFrameElement).contentDocument
      const ran = 'calledHome' in ((frame as HTMLIFrameElement).contentWindow ?? {})
      return { ran, html: doc?.documentElement.outerHTML ?? '' }
    })
    expect(inside.ran).toBe(false)
    expect(inside.html).not.toContain('calledHome')
    expect(inside.html).not.toMatch(/<script[^>]*(?:src|href)=/)
    await viewer.click('[data-role=missing] summary')
    expect(await textOf(viewer, '[data-reason=by-rule] h3')).toBe('Left out by your rule 4')
    expect(await textOf(viewer, '[data-role=missing] summary')).toBe(
      '4 parts left out by your rule',
    )
    await viewer.click('[data-role=scripts] summary')
    const listed = await viewer.$$eval('[data-role=script]', (all) => all.length)
    expect(listed).toBe(3)
    const file = await downloadFrom(extension, viewer, '[data-action=save-script]')
    expect(file.text).toBe(beacon('inline'))
    expect(file.name).toMatch(/\.js\.txt$/)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(beacons()).toBe(before)
  })

  it('and the files it is saved as run none either', async () => {
    const before = beacons()
    const plain = await launchPlainBrowser()
    try {
      const opened = async (path: string) => {
        const { page, asked } = await plain.open(path, { width: 800, height: 600 })
        await new Promise((resolve) => setTimeout(resolve, 500))
        expect(asked).toEqual([])
        for (const frame of page.frames())
          expect(await frame.evaluate(() => 'calledHome' in window)).toBe(false)
      }
      const save = (kind: string) =>
        downloadFrom(extension, viewer, `[data-action="export-${kind}"]`)
      const html = await save('html')
      expect(html.text).not.toContain('calledHome')
      await opened(html.path)
      const mhtml = await save('mhtml')
      expect(mhtml.text).not.toContain('calledHome')
      await opened(mhtml.path)
      const files = await filesOf((await save('zip')).path)
      const scripts = [...files].filter(([name]) => name.startsWith('scripts/'))
      expect(scripts.map(([name]) => name)).toEqual([
        'scripts/001.js.txt',
        expect.stringMatching(/^scripts\/002-(?:external|module)\.js\.txt$/),
        expect.stringMatching(/^scripts\/003-(?:external|module)\.js\.txt$/),
      ])
      for (const [, text] of scripts) expect(String(text)).toContain(SECRET)
      const shown = [...files].filter(([name]) => !/^(?:scripts\/|manifest)/.test(name))
      for (const [, content] of shown) expect(content.includes(SECRET)).toBe(false)
      await opened(`${writeFolder(files)}/page.html`)
      for (const kind of ['wacz', 'markdown', 'text']) {
        const { text } = await save(kind)
        expect(text).not.toContain('calledHome')
      }
    } finally {
      await plain.close()
      await viewer.close()
    }
    expect(beacons()).toBe(before)
  })

  it('leave a site without one as it was', async () => {
    await setRules({ all: {}, sites: [{ host: 'example.com', fonts: false, media: 0 }] })
    sent.clear()
    const row = await keep()
    expect(row.missing.some(({ reason }) => reason === 'by-rule')).toBe(false)
    expect(row.resources.some(({ kind }) => kind === 'script')).toBe(false)
    expect(row.resources.filter(({ kind }) => kind === 'font')).toHaveLength(2)
  })
})
