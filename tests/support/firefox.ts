import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { patient } from './patient.ts'

export const FIREFOX = process.env['LINKSHOT_FIREFOX'] ?? '/usr/bin/firefox-esr'
export const GECKO_ID = 'linkshot@linkshot.dev'
const UUID = '6f1d3c52-8f0e-4b6e-9a53-0c7f6b1e2d34'

/** Firefox with the built extension. */
export interface FirefoxExtension {
  browser: Browser
  /** Address of a page of the extension. */
  url(path: string): string
  /** Opens a page of the extension. */
  open(path: string): Promise<Page>
  close(): Promise<void>
}

export async function launchFirefox(
  mode: 'production' | 'granted',
  folder = resolve(`.output/firefox-mv3-${mode}`),
  prefs: Record<string, number | boolean> = {},
): Promise<FirefoxExtension> {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run npm run build first`)
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    defaultViewport: null,
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
      ...prefs,
    },
    timeout: 60_000,
  })
  await browser.installExtension(folder)
  await closeWelcome(browser)
  const url = (path: string) => `moz-extension://${UUID}/${path}`
  return {
    browser,
    url,
    open: async (path) => {
      const page = await browser.newPage()
      await openOurs(page, url(path))
      return patient(page)
    },
    close: () => browser.close(),
  }
}

/** A tab behind the page shown after the installation draws nothing; it opens some time after. */
async function closeWelcome(browser: Browser): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    for (const page of await browser.pages()) {
      // The protocol calls pages of extensions 'about:blank'; they themselves know better.
      const address = await page.evaluate(() => location.href).catch(() => '')
      if (address.endsWith('/welcome.html')) return page.close()
    }
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('the welcome page did not open')
}

/** `goto` never resolves for pages of an extension here: it is begun, and the page is asked instead. */
export async function openOurs(page: Page, url: string): Promise<void> {
  void page.goto(url).catch(() => undefined)
  for (let tries = 0; tries < 400; tries++) {
    await new Promise((done) => setTimeout(done, 50))
    const here = await page
      .evaluate(() => [location.href, document.readyState])
      .catch(() => ['', ''])
    if (here[0] === url && here[1] === 'complete') return
  }
  throw new Error(`${url} did not open`)
}
