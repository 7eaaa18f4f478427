import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { say } from '../log.mjs'
import { OUT } from '../paths.mjs'
import { putSettings, seedLibrary } from '../seed-library.mjs'

const FOLDER = join(OUT, 'pictures')

/** Heights that go with widths. */
const HEIGHTS = { 360: 640, 480: 800, 800: 800, 1200: 800, 1600: 1000 }

/** Transitions need this long; nothing tells that they are done. */
export const settle = (ms = 400) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until what is still being read is there: ten thousand links take a moment. */
async function arrive(page) {
  const there = () =>
    !document.querySelector('.ui-skeleton') && [...document.images].every((image) => image.complete)
  // A state that is meant to show skeletons is photographed with them.
  await page.waitForFunction(there, { timeout: 6000 }).catch(() => {})
  await settle()
}

/**
 * Photographs pages of a running extension.
 * @param {{ browser: import('puppeteer-core').Browser, id: string, page: import('puppeteer-core').Page,
 *   look: { language: string, theme: string }, sizes: number[] }} studio
 */
export function cameraFor({ browser, id, page, look, sizes }) {
  const suffix = `${look.language}-${look.theme}`
  const failed = []

  async function shoot(name, shown = page, clip = undefined) {
    await arrive(shown)
    const path = join(FOLDER, `${name}-${suffix}.png`)
    mkdirSync(dirname(path), { recursive: true })
    await shown.screenshot({ path, ...(clip ? { clip } : {}) })
    say(`${name}-${suffix}.png`)
  }

  /** Goes to an address of ours afresh, so that settings and hash count. */
  async function show(path, width, height = HEIGHTS[width] ?? 800) {
    // A tab behind another one draws nothing.
    await page.bringToFront()
    await page.setViewport({ width, height })
    await page.goto('about:blank')
    await page.goto(`chrome-extension://${id}/${path}`, { waitUntil: 'load' })
  }

  /** A picture of one state at each size wanted; a state that can't be reached spoils no other. */
  async function take(name, path, ready, act = async () => {}) {
    for (const size of sizes.filter((each) => each > 360)) {
      const named = `${name}-${size}`
      try {
        await show(path, size)
        await page.waitForSelector(ready, { timeout: 8000 })
        await act(page)
        await shoot(named)
      } catch (error) {
        failed.push(named)
        say(`${named}-${suffix}: not drawn (${error.message.split('\n')[0]})`)
      }
    }
  }

  const seed = (count, options = {}) => seedLibrary(page, count, { drawn: true, ...options })
  const settings = (values) => putSettings(page, values)
  return { browser, id, page, look, sizes, failed, shoot, show, take, seed, settings }
}
