import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { samplePage } from '../sample-pages/page.mjs'
import { OUT } from './paths.mjs'

/** Drawn once for each page; drawing fifty takes ten seconds. */
const CACHE = join(OUT, 'sample-pages')

/**
 * Pictures of made-up pages, as a browser shows them.
 * @param {import('puppeteer-core').Browser} browser
 * @param {{ kind: string, title: string, site: string, lang: string, seed: number }[]} pages
 * @returns {Promise<string[]>} JPEGs of 1280 × 800 in base64
 */
export async function drawPages(browser, pages) {
  mkdirSync(CACHE, { recursive: true })
  const html = pages.map(samplePage)
  const files = html.map((each) => join(CACHE, `${hash(each)}.jpg`))
  const missing = files.flatMap((file, n) => (existsSync(file) ? [] : [n]))
  if (missing.length > 0) {
    const page = await browser.newPage()
    await page.setViewport({ width: 1280, height: 800 })
    for (const n of missing) {
      await page.setContent(html[n])
      writeFileSync(files[n], await page.screenshot({ type: 'jpeg', quality: 82 }))
    }
    await page.close()
  }
  return files.map((file) => readFileSync(file, 'base64'))
}

const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16)
