import { pathToFileURL } from 'node:url'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { FIREFOX, type FirefoxExtension, launchFirefox, openOurs } from '../../support/firefox.ts'
import { keepInLibrary } from './keep-in-library.ts'
import { limited } from './limited.ts'
import { KEPT_FRAME, LANES, laneOf, type Subject, VIEWPORT } from './subject.ts'
import { fitKeptPage } from './viewer-size.ts'
import { watchRequests } from './watch-requests.ts'

declare const chrome: {
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> }
  runtime: { sendMessage(message: unknown): Promise<unknown> }
}

const CLOSE_MS = 5000
const SHOW_MS = 20_000

/** No scroll bars beside the page, as in the other browser. */
const PREFS = { 'ui.useOverlayScrollbars': 1 }

export async function openFirefox({ folder }: { folder: string }): Promise<Subject> {
  const firefox = await launchFirefox('granted', folder, PREFS)
  const plain = await openPlain()
  const ours = await firefox.open('options.html')
  // What is cut out of the tab's picture is compared pixel by pixel.
  await ours.evaluate(setSetting, 'screenshotFormat', 'png')
  let live = await openLiveTab(firefox)
  const viewers = await lanes(firefox.browser)
  const files = (await lanes(plain)).map((page) => ({ page, watch: watchRequests(page) }))
  return {
    name: 'firefox',
    async set(settings) {
      for (const [key, value] of Object.entries(settings))
        await ours.evaluate(setSetting, key, value)
    },
    async openLive(url) {
      // A window that was once as large as the screen may never answer again.
      await limited(show(live, url), SHOW_MS, 'loading').catch(async () => {
        live = await openLiveTab(firefox)
        await show(live, url)
      })
      return live
    },
    keep: async () => keepInLibrary(ours, await tabOf(ours, live.url())),
    saveItself: async () => undefined,
    forget: () => limited(live.close(), CLOSE_MS, 'closing the live tab').catch(() => undefined),
    async openViewer(uid, lane, size) {
      const page = laneOf(viewers, lane)
      await fitKeptPage(page, size, async () => {
        await openOurs(page, firefox.url(`viewer.html?snapshot=${uid}`))
        await page.waitForSelector(`${KEPT_FRAME}[data-ready="true"]`)
      })
      return page
    },
    async openFile(path, lane, size) {
      const { page, watch } = laneOf(files, lane)
      watch.reset()
      await page.setViewport(size)
      await page.goto(pathToFileURL(path).href, { waitUntil: 'load' })
      return { page, requests: watch.seen }
    },
    close: async () => void (await Promise.all([firefox.browser, plain].map(closeBrowser))),
  }
}

async function show(live: Page, url: string): Promise<void> {
  await live.bringToFront()
  await live.setViewport(VIEWPORT)
  await live.goto(url, { waitUntil: 'load' })
}

async function closeBrowser(browser: Browser): Promise<void> {
  await limited(browser.close(), CLOSE_MS, 'closing').catch(() =>
    browser.process()?.kill('SIGKILL'),
  )
}

/** A fresh profile without the extension, and a proxy that isn't there. */
function openPlain(): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    defaultViewport: null,
    extraPrefsFirefox: {
      ...PREFS,
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': 9,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': 9,
      'network.proxy.allow_hijacking_localhost': true,
    },
    timeout: 60_000,
  })
}

const lanes = (browser: Browser): Promise<Page[]> =>
  Promise.all(Array.from({ length: LANES }, () => browser.newPage({ type: 'window' })))

async function openLiveTab(firefox: FirefoxExtension): Promise<Page> {
  const live = await firefox.browser.newPage({ type: 'window' })
  live.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
  return live
}

/** Runs in a page of ours. */
async function setSetting(key: string, value: unknown): Promise<void> {
  await chrome.runtime.sendMessage({ to: 'linkshot', name: 'set-setting', data: { key, value } })
}

/** Found by its address, which extensions are told of web pages only. */
async function tabOf(ours: Page, url: string): Promise<number> {
  const id = await ours.evaluate(
    async (wanted) => (await chrome.tabs.query({})).find((each) => each.url === wanted)?.id,
    url,
  )
  if (id === undefined) throw new Error('the live tab is not found')
  return id
}
