import type { Page } from 'puppeteer-core'
import { type Extension, launchExtension } from './extension.ts'
import { closeWelcome } from './keep.ts'
import { answer, type Site, serve } from './site.ts'
import { PANE_PAGE, WHOLE_PAGES } from './whole-pages.ts'

const pathOf = (name: string) => `/${encodeURIComponent(name)}`

/** Grows by a window whenever its end comes near. */
const ENDLESS = `<!doctype html><link rel="icon" href="data:,"><title>endless</title><main></main><script>
  let n = 0
  const grow = () => { while (document.body.scrollHeight - scrollY < 3 * innerHeight) {
    const row = document.createElement('p'); row.textContent = 'row ' + n++; row.style.height = '90px'; document.querySelector('main').append(row) } }
  addEventListener('scroll', grow); grow()</script>`

const PAGES = {
  ...WHOLE_PAGES,
  pane: PANE_PAGE,
  endless: ENDLESS,
  short: '<title>short</title><p>short',
}

type Size = { width?: number; height?: number; deviceScaleFactor?: number }

/** A browser whose extension may see everything and takes PNG pictures, and the pages to take them of. */
export interface WholeBrowser {
  extension: Extension
  open(name: string): Promise<Page>
  /** Picture of the page in a window as tall as all of it. */
  inOnePiece(name: string, page: Page, other?: Size): Promise<Uint8Array>
  close(): Promise<void>
}

export async function launchWhole(args: string[] = []): Promise<WholeBrowser> {
  const site = await servePages()
  const extension = await launchExtension({ mode: 'granted', args })
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'screenshotFormat', value: 'png' })
  return {
    extension,
    open: async (name) => {
      const page = await extension.browser.newPage()
      await page.goto(site.origin + pathOf(name), { waitUntil: 'networkidle0' })
      await page.bringToFront()
      return page
    },
    inOnePiece: async (name, page, other = {}) => {
      const size = await page.evaluate(() => ({
        width: innerWidth,
        height: document.documentElement.scrollHeight,
        deviceScaleFactor: devicePixelRatio,
      }))
      const tall = await extension.browser.newPage()
      await tall.setViewport({ ...size, ...other })
      await tall.goto(site.origin + pathOf(name), { waitUntil: 'networkidle0' })
      const picture = await tall.screenshot()
      await tall.close()
      return picture
    },
    close: async () => {
      await extension.close()
      await site.close()
    },
  }
}

const servePages = (): Promise<Site> =>
  serve(
    '.',
    Object.fromEntries(
      Object.entries(PAGES).map(([name, html]) => [
        pathOf(name),
        answer('text/html; charset=utf-8', html),
      ]),
    ),
  )

/** Where the window stands, and the pane where the page has one. */
export const positions = (page: Page): Promise<(number | undefined)[]> =>
  page.evaluate(() => [scrollX, scrollY, document.querySelector('main')?.scrollTop])
