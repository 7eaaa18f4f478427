import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'

/** Two views of one page. */
export interface Views {
  first: Uint8Array
  whole: Uint8Array
}

/** A page may be longer than a picture can be. */
const LONGEST = 8000

const STEP_MS = 120

/** Loads what a reader's scrolling loads, and comes back to the top. */
export async function scrollThrough(page: Page): Promise<void> {
  for (let screen = 1; screen < 40; screen++) {
    const more = await page.evaluate((at) => {
      scrollTo({ top: at * innerHeight, behavior: 'instant' })
      const { scrollHeight } = document.scrollingElement ?? document.documentElement
      return at * innerHeight < scrollHeight
    }, screen)
    await wait(STEP_MS)
    if (!more) break
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
  await page.waitForNetworkIdle({ idleTime: 500, timeout: 8000 }).catch(() => {})
  await wait(1000)
}

export async function views(page: Page): Promise<Views> {
  const first = await page.screenshot({ captureBeyondViewport: false })
  return { first, whole: await wholePage(page) }
}

export async function wholePage(page: Page): Promise<Uint8Array> {
  const { width, height } = await page.evaluate(() => {
    const { scrollHeight } = document.scrollingElement ?? document.documentElement
    return { width: innerWidth, height: Math.max(innerHeight, scrollHeight) }
  })
  const clip = { x: 0, y: 0, width, height: Math.min(height, LONGEST) }
  return page.screenshot({ clip, captureBeyondViewport: true })
}
