import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { CHROMIUM, type Extension, launchExtension } from '../../support/extension.ts'
import { closeWelcome } from '../../support/keep.ts'
import { keepInLibrary } from './keep-in-library.ts'
import { KEPT_FRAME, LANES, laneOf, type Size, type Subject, VIEWPORT } from './subject.ts'
import { fitKeptPage } from './viewer-size.ts'
import { watchRequests } from './watch-requests.ts'

interface Options {
  /** The built extension's folder. */
  folder: string
  viewport?: Size
}

declare const chrome: {
  tabs: { query(filter: object): Promise<{ id: number }[]> }
  windows: {
    create(options: object): Promise<{ id: number; tabs: { id: number }[] }>
    update(id: number, options: object): Promise<unknown>
  }
}

export async function openChromium({ folder, viewport = VIEWPORT }: Options): Promise<Subject> {
  const extension = await launchExtension({ mode: 'granted', folder, args: LIVE_FLAGS })
  const plain = await openPlain()
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'screenshotFormat', value: 'png' })
  const window = await openWindow(extension, viewport)
  const viewers = await lanes(extension.browser, extension.url('options.html'))
  const files = (await lanes(plain, 'data:text/html,')).map((page) => ({
    page,
    watch: watchRequests(page),
  }))
  const session = await window.page.createCDPSession()
  return {
    name: 'chromium',
    async set(settings) {
      for (const [key, value] of Object.entries(settings))
        await extension.send('set-setting', { key, value })
    },
    async openLive(url) {
      await window.resize()
      await window.page.goto(url, { waitUntil: 'load' })
      return window.page
    },
    keep: async () => keepInLibrary(await extension.helper(), window.tabId),
    async saveItself() {
      const { data } = await session.send('Page.captureSnapshot', { format: 'mhtml' })
      return data
    },
    async forget() {
      // Leaving a PDF for nothing is never reported as done.
      await window.page.goto('about:blank', { timeout: 3000 }).catch(() => undefined)
      await session.send('Network.clearBrowserCache')
    },
    async openViewer(uid, lane, size) {
      const page = laneOf(viewers, lane)
      const address = extension.url(`viewer.html?snapshot=${uid}`)
      await fitKeptPage(page, size, async () => {
        await page.goto(address)
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
    close: async () => void (await Promise.all([extension.close(), plain.close()])),
  }
}

/** The headless screen must be larger than the window, and its sound is nobody's. */
const LIVE_FLAGS = ['--mute-audio', '--autoplay-policy=no-user-gesture-required']

/** A fresh profile without the extension; even loopback is out of reach. */
function openPlain(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: CHROMIUM,
    headless: true,
    pipe: true,
    defaultViewport: null,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
      '--screen-info={1600x1200}',
      '--proxy-server=127.0.0.1:9',
      '--proxy-bypass-list=<-loopback>',
      ...LIVE_FLAGS,
    ],
  })
}

/**
 * Windows, not tabs: a tab behind another draws nothing. They show something of where they will be used
 * for: a change of process would have the first page laid out before it gets its size.
 */
const lanes = (browser: Browser, first: string): Promise<Page[]> =>
  Promise.all(
    Array.from({ length: LANES }, async () => {
      const page = await browser.newPage({ type: 'window' })
      await page.goto(first)
      return page
    }),
  )

interface LiveWindow {
  page: Page
  tabId: number
  /** Gives it its size again, where a page changed it. */
  resize(): Promise<void>
}

async function openWindow(extension: Extension, size: Size): Promise<LiveWindow> {
  const control = await extension.helper()
  const blank = `about:blank#${crypto.randomUUID()}`
  const opened = await control.evaluate(async (url) => {
    const made = await chrome.windows.create({ url, focused: true, width: 900, height: 800 })
    return { windowId: made.id, tabId: made.tabs[0]?.id ?? 0 }
  }, blank)
  const target = await extension.browser.waitForTarget((each) => each.url() === blank)
  const page = await target.page()
  if (!page) throw new Error('the window has no page')
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
  const resize = () => fitWindow(control, page, opened.windowId, size)
  await resize()
  return { page, tabId: opened.tabId, resize }
}

async function fitWindow(control: Page, page: Page, id: number, size: Size): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const now = await page.evaluate(() => ({
      inner: [innerWidth, innerHeight],
      outer: [outerWidth, outerHeight],
    }))
    const [width = 0, height = 0] = now.inner
    if (width === size.width && height === size.height) return
    if (tries % 20 === 0) {
      const outer = {
        width: (now.outer[0] ?? 0) - width + size.width,
        height: (now.outer[1] ?? 0) - height + size.height,
      }
      await control.evaluate((window, wanted) => chrome.windows.update(window, wanted), id, outer)
    }
    await wait(50)
  }
  throw new Error('the live window has not the size it should have')
}
