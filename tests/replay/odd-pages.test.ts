import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { buildPage } from './build-snapshot.ts'
import { LEAK_ARGS } from './leak-server.ts'
import { inKept, store, storeAndView, view } from './viewer-page.ts'

const RED_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=='

describe('an incomplete or odd stored page in the viewer', () => {
  let extension: Extension
  const pages: Page[] = []
  const show = async (parts: Parameters<typeof buildPage>[0]) => {
    const page = await storeAndView(extension, buildPage(parts))
    pages.push(page)
    return page
  }

  beforeAll(async () => {
    extension = await launchExtension({ mode: 'granted', args: LEAK_ARGS })
    await closeWelcome(extension)
  })
  afterAll(() => extension.close())

  it('shows a page with missing bodies and lists what is missing', async () => {
    const page = await show({
      frames: {
        '0': '<!doctype html><title>Gaps</title><link rel="stylesheet" href="cid:no"><img src="cid:no" alt="gone"><style>@import "cid:no";p{background:url(cid:no)}</style><iframe src="cid:frame-0.7"></iframe><p id="p">still here</p>',
      },
      missing: [
        { kind: 'image', url: 'https://kept.example/no.png', reason: 'http-error', detail: '404' },
      ],
    })
    expect(await inKept(page, (doc) => doc.getElementById('p')?.textContent)).toBe('still here')
    expect(await inKept(page, (doc) => doc.querySelector('img')?.getAttribute('src'))).toBe(
      'data:,',
    )
    await page.click('[data-role="missing"] summary')
    expect(await page.$eval('[data-reason="http-error"]', (each) => each.textContent)).toContain(
      'no.png',
    )
  })

  it('comes to an end with sheets that import each other and frames that hold themselves', async () => {
    const page = await show({
      frames: {
        '0': '<!doctype html><title>Circles</title><link rel="stylesheet" href="cid:a"><link rel="stylesheet" href="cid:b"><p id="p">p</p><iframe src="cid:frame-0"></iframe><iframe src="cid:frame-0.0"></iframe><iframe src="cid:frame-0.0"></iframe>',
        '0.0': '<iframe src="cid:frame-0.0"></iframe><iframe src="cid:frame-0"></iframe>child',
      },
      resources: {
        a: { type: 'text/css', kind: 'style', text: '@import "cid:b"; #p { color: rgb(1, 1, 1) }' },
        b: {
          type: 'text/css',
          kind: 'style',
          text: '@import "cid:a"; @import "cid:b"; #p { margin: 3px }',
        },
      },
    })
    expect(
      await inKept(page, (doc) =>
        [...doc.querySelectorAll('iframe')].map((each) => each.src !== ''),
      ),
    ).toEqual([false, true, false])
    expect(
      await inKept(
        page,
        (doc, view) => view.getComputedStyle(doc.getElementById('p') as Element).color,
      ),
    ).toBe('rgb(1, 1, 1)')
  })

  it('says so when there is no such snapshot or its document is gone', async () => {
    const none = await view(extension, 'nobody')
    expect(
      await none.$eval('[data-role="error"]', (each) => each.getAttribute('data-reason')),
    ).toBe('not-found')
    const stored = buildPage({ frames: { '0': '<p>lost</p>' } })
    stored.bodies.length = 0
    const damaged = await storeAndView(extension, stored)
    expect(
      await damaged.$eval('[data-role="error"]', (each) => each.getAttribute('data-reason')),
    ).toBe('damaged')
  })

  it('shows what there is of a partial snapshot, and all of it once it is complete', async () => {
    const frames = { '0': '<!doctype html><title>Growing</title><img src="cid:red">' }
    const partial = buildPage({ id: 5 * 1024, uid: 'growing', frames, status: 'partial' })
    const page = await storeAndView(extension, partial)
    const width = () => inKept(page, (doc) => doc.querySelector('img')?.naturalWidth)
    expect(await width()).toBe(0)
    const resources = { red: { type: 'image/png', base64: RED_PIXEL } }
    await store(extension, buildPage({ id: 5 * 1024, uid: 'growing', frames, resources }))
    // Raw writes wake no live query, so the page is told by hand.
    await page.reload()
    await page.waitForSelector('[data-role="page"][data-ready="true"]')
    expect(await width()).toBe(1)
  })

  it('opens a page of 50,000 elements quickly', async () => {
    const rows = Array.from(
      { length: 16_667 },
      (_, at) =>
        `<div class="r" style="color:red"><a href="/x/${at}">${at}</a><span title="t">s</span></div>`,
    )
    const stored = buildPage({
      frames: { '0': `<!doctype html><title>Large</title>${rows.join('')}` },
    })
    await store(extension, stored)
    const begun = performance.now()
    await view(extension, stored.snapshot.uid)
    const took = performance.now() - begun
    console.log(`50,000 elements opened in ${Math.round(took)} ms`)
    // Two seconds on an idle machine; the limit only tells linear from worse on a busy one.
    expect(took).toBeLessThan(25_000)
  })
})
