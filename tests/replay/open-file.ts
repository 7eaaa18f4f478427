import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'puppeteer-core'
import { type Extension, until } from '../support/extension.ts'

/** Clicks what saves a file and gives the file. */
export async function downloadFrom(
  extension: Extension,
  page: Page,
  button: string,
): Promise<{ path: string; name: string; text: string }> {
  const downloadPath = await mkdtemp(join(tmpdir(), 'linkshot-file-'))
  const session = await extension.browser.target().createCDPSession()
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath })
  await page.bringToFront()
  // From inside: it may be in a menu that is closed.
  await page.$eval(button, (element) => (element as HTMLElement).click())
  const name = await until('the saved file', async () =>
    (await readdir(downloadPath)).find((each) => !each.endsWith('.crdownload')),
  )
  await session.detach()
  const path = join(downloadPath, name)
  return { path, name, text: await readFile(path, 'utf8') }
}

export async function openFile(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  await page.goto(pathToFileURL(path).href)
  return page
}

/** Serves one HTML text for every path on a port of its own. */
export async function serveText(text: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
