import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import puppeteer, { type Browser, type Page, type Target } from 'puppeteer-core'
import { patient } from './patient.ts'

/** Follows from the development key in wxt.config.ts. */
export const EXTENSION_ID = 'fkccdbdjgfjmheiepkdnhbichdjmhgci'
export const CHROMIUM = process.env['LINKSHOT_CHROMIUM'] ?? '/usr/bin/chromium'

export interface Extension {
  browser: Browser
  profile: string
  /** Address of a page of the extension. */
  url(path: string): string
  /** Opens a page of the extension in a tab of its own. */
  open(path: string): Promise<Page>
  /** Clicks the toolbar button over a page, as its user would, and gives the popup that opens. */
  clickToolbar(page: Page): Promise<Page>
  /** Sends a message as a page of ours does; gives the answer's envelope. */
  send(name: string, data: unknown): Promise<{ ok: boolean; value?: unknown; reason?: string }>
  /** All rows of a table, bodies left out. */
  rows(table: string): Promise<Record<string, unknown>[]>
  /** A page of ours in the background, to look into the extension with. */
  helper(): Promise<Page>
  worker(): Promise<Target>
  /** Kills the background worker. */
  killWorker(): Promise<void>
  close(): Promise<void>
}

export interface LaunchOptions {
  mode?: 'production' | 'granted'
  profile?: string
  keepProfile?: boolean
  args?: string[]
  folder?: string
}

/** Starts headless Chromium with the built extension. */
export async function launchExtension(options: LaunchOptions = {}): Promise<Extension> {
  const { mode = 'production', args = [] } = options
  const folder = options.folder ?? resolve(`.output/chrome-mv3-${mode}`)
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run npm run build first`)
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'linkshot-')))
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    headless: true,
    pipe: true,
    enableExtensions: [folder],
    defaultViewport: null,
    userDataDir: profile,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--enable-unsafe-extension-debugging',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
      '--window-size=1280,900',
      '--screen-info={1600x1200}',
      ...args,
    ],
  })
  const worker = () =>
    browser.waitForTarget(
      (target) => target.type() === 'service_worker' && target.url().includes(EXTENSION_ID),
    )
  await worker()
  const url = (path: string) => `chrome-extension://${EXTENSION_ID}/${path}`
  const open = async (path: string) => {
    const page = await browser.newPage()
    await page.goto(url(path))
    return patient(page)
  }
  let helper: Page | undefined
  const ours = async () => {
    if (!helper || helper.isClosed()) {
      // The options page is the lightest of ours; in the background it takes no focus away.
      helper = await browser.newPage({ background: true })
      await helper.goto(url('options.html'))
    }
    return helper
  }
  return {
    browser,
    profile,
    url,
    open,
    worker,
    helper: ours,
    clickToolbar: (page) => clickToolbar(browser, page),
    send: async (name, data) =>
      (await ours()).evaluate((message) => chrome.runtime.sendMessage(message), {
        to: 'linkshot',
        name,
        data,
      }),
    rows: async (table) => (await ours()).evaluate(readRows, table),
    async killWorker() {
      const target = await worker()
      const ended = whenGone(browser, target)
      await (await target.worker())?.close().catch(unlessGone)
      await ended
    },
    async close() {
      await browser.close()
      if (!options.keepProfile) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/**
 * Until the browser says that the worker is no more: one that is still ending takes a message as its last, and none is
 * started for it. Some are started again at once and never said to be gone.
 */
function whenGone(browser: Browser, target: Target): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(waiting)
      browser.off('targetdestroyed', gone)
      resolve()
    }
    const gone = (other: Target) => {
      if (other === target) done()
    }
    const waiting = setTimeout(done, 2000)
    browser.on('targetdestroyed', gone)
  })
}

/** A worker that ended before its session was given up is what was asked for. */
function unlessGone(error: Error): void {
  if (!/No session with given id|Target closed|Session closed/.test(error.message)) throw error
}

declare const chrome: { runtime: { sendMessage(message: unknown): Promise<never> } }

async function clickToolbar(browser: Browser, page: Page): Promise<Page> {
  await page.bringToFront()
  const session = await browser.target().createCDPSession()
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] })
  const tab = targetInfos.find((info) => info.type === 'tab' && info.url === page.url())
  if (!tab) throw new Error(`no tab shows ${page.url()}`)
  const opened = browser.waitForTarget((target) =>
    target.url().startsWith(`chrome-extension://${EXTENSION_ID}/popup.html`),
  )
  await session.send('Extensions.triggerAction', { id: EXTENSION_ID, targetId: tab.targetId })
  const popup = await (await opened).asPage()
  await session.detach()
  return patient(popup)
}

/** Runs in a page of ours: every row of a table as JSON, binary fields dropped. */
function readRows(table: string): Promise<Record<string, unknown>[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('linkshot')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const reading = opening.result.transaction(table).objectStore(table).getAll()
      reading.onsuccess = () => {
        opening.result.close()
        resolve(JSON.parse(JSON.stringify(reading.result)))
      }
    }
  })
}

/** Waits until `check` gives something true; the error names what was waited for. */
export async function until<T>(
  what: string,
  check: () => Promise<T | undefined | false | null>,
  ms = 20_000,
): Promise<T> {
  const end = Date.now() + ms
  while (Date.now() < end) {
    const value = await check()
    if (value) return value
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`waited ${ms} ms for ${what}`)
}
