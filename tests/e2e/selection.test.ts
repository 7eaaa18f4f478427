import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, keepIn, openPopup, textOf } from '../support/keep.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { tabsOf } from '../support/tabs.ts'

const PAGE = `<!doctype html><title>A long page</title><style>#b { color: rgb(1, 2, 3) }</style>
<nav>Menu of the site</nav><article class="text"><p id="a">First paragraph</p><p id="b">Second <i>paragraph</i> here</p>
<img id="c" src="/picture.svg" width="40"><p id="d">Last paragraph</p></article><footer>Imprint</footer>`
const FRAMED = `<!doctype html><title>Around</title><p>Around the frame</p><iframe src="{{other}}/inner" width="400"></iframe><iframe src="/unused"></iframe>`
const INNER = `<!doctype html><title>Inner</title><p>Not this</p><p id="x">But this <b>and that</b></p><iframe src="/innermost"></iframe>`

declare const chrome: {
  contextMenus: { onClicked: { dispatch(info: object, tab: object): void } }
  webNavigation?: unknown
  scripting: {
    executeScript(of: object): Promise<{ frameId: number; result: string }[]>
  }
  action: { getTitle(of: { tabId: number }): Promise<string> }
}

describe('keeping a selection only', () => {
  let site: Site
  let other: Site
  let extension: Extension

  beforeAll(async () => {
    other = await serve(
      'tests/fixtures/site',
      { '/inner': answer('text/html', INNER), '/innermost': answer('text/html', '<p>innermost') },
      'localhost',
    )
    site = await serve('tests/fixtures/site', {
      '/page': answer('text/html', PAGE),
      '/framed': answer('text/html', FRAMED.replace('{{other}}', other.origin)),
      '/unused': answer('text/html', '<p>unused'),
    })
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
    await extension.send('set-setting', { key: 'language', value: 'en' })
  })
  afterAll(async () => {
    await extension?.close()
    await Promise.all([site?.close(), other?.close()])
  })

  const open = async (path: string) => {
    const page = await extension.browser.newPage()
    await page.goto(site.origin + path, { waitUntil: 'networkidle0' })
    return page
  }
  const snapshots = async () => (await extension.rows('snapshots')) as unknown as Snapshot[]
  const newest = async (url: string, versions: number) =>
    until(`version ${versions} of ${url}`, async () => {
      const rows = (await snapshots()).filter((row) => row.url === url)
      return rows.length === versions && rows.every(({ status }) => status === 'complete')
        ? rows.toSorted((a, b) => b.capturedAt - a.capturedAt)[0]
        : undefined
    })
  const tabOf = async (page: Page) =>
    (await tabsOf(extension)).find(({ url }) => url === page.url())
  const clickMenu = async (page: Page, frameId = 0) => {
    const tab = await tabOf(page)
    const worker = await (await extension.worker()).worker()
    await worker?.evaluate(
      (info, of) => chrome.contextMenus.onClicked.dispatch(info, of),
      { menuItemId: 'keep-selection-only', frameId },
      tab as object,
    )
  }
  const select = (page: Page) =>
    page.evaluate(() => {
      const [from, to] = ['b', 'd'].map((id) => document.getElementById(id)?.lastChild)
      if (from && to) getSelection()?.setBaseAndExtent(from, 1, to, 4)
    })
  const replayed = async (uid: string) => {
    const viewer = await extension.open(`viewer.html?snapshot=${uid}`)
    await viewer.waitForSelector('[data-role=page][data-ready=true]')
    return viewer
  }

  it('is offered by the popup only where something is selected', async () => {
    const page = await open('/page')
    const before = await openPopup(extension, page)
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await before.$('[data-action=keep-selection]')).toBeNull()
    await before.close()
    await select(page)
    const html = await page.evaluate(() => document.documentElement.outerHTML)
    const popup = await openPopup(extension, page)
    await popup.waitForSelector('[data-action=keep-selection]')
    await popup.click('[data-action=keep-selection]')
    await popup.waitForSelector('[data-state=kept][data-fresh=true]')
    await popup.close()
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(html)
    expect(await page.evaluate(() => String(getSelection()))).toContain('here')
    await page.close()
  })

  it('keeps its text, its looks and its pictures, and nothing else', async () => {
    const row = await newest(`${site.origin}/page`, 1)
    expect(row).toMatchObject({
      selection: true,
      title: 'A long page',
      score: null,
      verification: { reason: 'selection' },
      screenshot: '',
      missing: [],
    })
    expect(row.frames[0]?.boxes).toBeUndefined()
    const viewer = await replayed(row.uid)
    const shown = await viewer.$eval('[data-role=page]', (frame) => {
      const doc = (frame as HTMLIFrameElement).contentDocument
      const b = doc?.getElementById('b')
      return {
        body: doc?.body.textContent.trim().split(/\s+/),
        colour: b && doc?.defaultView?.getComputedStyle(b).color,
        picture: doc?.querySelector('img')?.naturalWidth,
      }
    })
    expect(shown.body).toEqual(['here', 'Last'])
    expect(shown.colour).toBe('rgb(1, 2, 3)')
    expect(shown.picture).toBeGreaterThan(0)
    expect(await textOf(viewer, '.viewer-bar [data-role=selection]')).toBe('Selection')
    await viewer.click('[data-role=score] summary')
    expect(await textOf(viewer, '[data-role=score] section')).toContain('Only a selection was kept')
    await viewer.close()
    expect(row.textLength).toBe('here\nLast'.length)
    expect(await extension.rows('thumbs')).toEqual([])
  })

  it('is one version among others, and the next is whole again', async () => {
    const page = await open('/page')
    const popup = await openPopup(extension, page)
    await keepIn(popup)
    await popup.close()
    const whole = await newest(`${site.origin}/page`, 2)
    expect(whole.selection).toBeUndefined()
    expect(whole.screenshot).not.toBe('')
    await select(page)
    await clickMenu(page)
    expect((await newest(`${site.origin}/page`, 3)).selection).toBe(true)
    await page.close()
    const library = await extension.open('library.html')
    await library.waitForSelector('[data-role=row], [data-role=card]')
    const viewer = await replayed(whole.uid)
    expect(await viewer.$('.viewer-bar [data-role=selection]')).toBeNull()
    expect(
      await viewer.$$eval('[data-role=versions] option', (all) =>
        all.map((each) => each.textContent.endsWith('Selection')),
      ),
    ).toEqual([true, false, true])
    await Promise.all([viewer.close(), library.close()])
  })

  it('keeps what is selected in a frame of another site as the page, with the frames inside', async () => {
    const page = await open('/framed')
    const inner = page.frames().find((frame) => frame.url().endsWith('/inner'))
    await inner?.evaluate(() => {
      const x = document.getElementById('x')
      const last = document.querySelector('iframe')
      if (x && last)
        getSelection()?.setBaseAndExtent(x, 1, document.body, document.body.childNodes.length)
    })
    const { id } = (await tabOf(page)) ?? {}
    const frames = await (await extension.helper()).evaluate(
      (tabId) =>
        chrome.scripting.executeScript({
          target: { tabId, allFrames: true },
          func: () => location.pathname,
        }),
      id,
    )
    const frameId = frames.find(({ result }) => result === '/inner')?.frameId
    await clickMenu(page, frameId)
    const row = await newest(`${site.origin}/framed`, 1)
    expect(row.title).toBe('Around')
    expect(row.frames.map(({ key, url }) => [key, new URL(url).pathname])).toEqual([
      ['0', '/inner'],
      ['0.0', '/innermost'],
    ])
    const viewer = await replayed(row.uid)
    const text = await viewer.$eval(
      '[data-role=page]',
      (frame) => (frame as HTMLIFrameElement).contentDocument?.body.textContent,
    )
    expect(text?.trim()).toBe('and that')
    await viewer.close()
    // A later whole capture finds nothing of this one left in the frames.
    const popup = await openPopup(extension, page)
    await popup.click('[data-action=keep]')
    await popup.waitForSelector('[data-state=kept][data-fresh=true]')
    await Promise.all([popup.close(), page.close()])
    const whole = await newest(`${site.origin}/framed`, 2)
    expect(whole.frames.map(({ key }) => key)).toEqual(['0', '0.0', '0.1', '0.0.0'])
  })

  it('keeps nothing where nothing is selected any more, and says so', async () => {
    const page = await open('/page?empty')
    const jobsAndRows = async () => [
      (await snapshots()).length,
      (await extension.rows('links')).length,
      (await extension.rows('blobs')).length,
      (await extension.rows('jobs')).filter(({ kind }) => kind === 'keep').length,
    ]
    const before = await jobsAndRows()
    await clickMenu(page)
    const { id = -1 } = (await tabOf(page)) ?? {}
    await until('the reason on the button', async () =>
      (
        await (await extension.helper()).evaluate((tabId) => chrome.action.getTitle({ tabId }), id)
      ).startsWith('Nothing is selected on the page'),
    )
    expect(await jobsAndRows()).toEqual(before)
    expect(
      await extension.send('keep-tab', { tabId: id, trigger: 'popup', selection: 0 }),
    ).toMatchObject({
      ok: false,
      reason: 'no-selection',
    })
    await page.close()
  })
})
