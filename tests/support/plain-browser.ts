import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import puppeteer, { type Page } from 'puppeteer-core'
import { CHROMIUM } from './extension.ts'

/** Chromium in a fresh profile, without the extension and without a network. */
export interface PlainBrowser {
  /** Opens a file from disk. */
  open(path: string, size: { width: number; height: number }): Promise<OpenedFile>
  close(): Promise<void>
}

interface OpenedFile {
  page: Page
  /** Addresses it asked for that are neither files on disk nor data. */
  asked: string[]
}

export async function launchPlainBrowser(): Promise<PlainBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'linkshot-plain-'))
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    headless: true,
    userDataDir: profile,
    defaultViewport: null,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--hide-scrollbars',
      '--host-resolver-rules=MAP * ~NOTFOUND',
    ],
  })
  return {
    async open(path, size) {
      const page = await browser.newPage()
      await page.setViewport(size)
      const asked: string[] = []
      page.on('request', (request) => {
        if (!/^(?:file|data|blob|cid|about):/.test(request.url())) asked.push(request.url())
      })
      await page.goto(pathToFileURL(path).href)
      return { page, asked }
    },
    async close() {
      await browser.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
