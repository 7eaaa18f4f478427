import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { downloadFrom } from '../replay/open-file.ts'
import { type Extension, launchExtension } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { type KeptPage, keepPage } from '../support/kept-page.ts'
import { difference, settledPicture } from '../support/picture.ts'
import { launchPlainBrowser, type PlainBrowser } from '../support/plain-browser.ts'
import { openInViewer, pictureOfKept } from '../support/viewer.ts'

const PAGES = ['zh.html', 'en.html'] as const
type Name = (typeof PAGES)[number]

describe('a kept page saved as a file', () => {
  let sites: FixtureSites
  let extension: Extension
  let plain: PlainBrowser
  const viewers = new Map<Name, { viewer: Page; kept: KeptPage; picture: Uint8Array }>()

  beforeAll(async () => {
    sites = await serveFixtures()
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
  const expectSame = async (name: Name, path: string) => {
    const { kept, picture } = shown(name)
    const { page, asked } = await plain.open(path, kept.size)
    expect(difference(picture, await settledPicture(() => page.screenshot()))).toBe(0)
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
