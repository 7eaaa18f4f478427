import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../log.mjs'
import { ROOT } from '../paths.mjs'
import { settle } from '../pictures/camera.mjs'
import { clickToolbar } from '../pictures/popup.mjs'

const FOLDER = join(ROOT, 'docs', 'pictures')

const ROW = '[data-role=row]'

/** A link with a note, several versions and nothing missing. */
const OPENED = 5

/** Writes a picture for the README and says how large it is. */
export function store(name, bytes) {
  mkdirSync(FOLDER, { recursive: true })
  const path = join(FOLDER, name)
  writeFileSync(path, bytes)
  say(`docs/pictures/${name}  ${Math.round(statSync(path).size / 1000)} kB`)
}

/** Sharp on dense screens; WebP keeps that small. */
async function shoot(page, name, clip) {
  // What the pointer happens to lie on looks chosen.
  await page.mouse.move(0, 0)
  await settle(900)
  const options = { type: 'webp', quality: 82, ...(clip ? { clip } : {}) }
  store(name, await page.screenshot(options))
}

async function show(camera, path, ready, height = 800) {
  const { page, id } = camera
  await page.bringToFront()
  await page.setViewport({ width: 1280, height, deviceScaleFactor: 1.5 })
  await page.goto('about:blank')
  await page.goto(`chrome-extension://${id}/${path}`, { waitUntil: 'load' })
  await page.waitForSelector(ready)
}

/** The library with a month's links: as pictures in light, with a link open in dark. */
export async function libraryStill(camera, language, name) {
  const dark = camera.look.theme === 'dark'
  await camera.seed(50, { language })
  await camera.settings({ libraryView: dark ? 'list' : 'grid' })
  await show(camera, 'library.html#/all', ROW)
  if (dark) {
    const rows = await camera.page.$$(`${ROW} .row-link`)
    await rows[OPENED]?.click()
    await camera.page.waitForSelector('.detail-picture img')
  }
  await shoot(camera.page, name)
  await camera.settings({ libraryView: 'list' })
}

export async function tagsStill(camera, name) {
  await show(camera, 'options.html', 'main h1')
  await shoot(camera.page, name)
}

/** The popup over a page just kept, with a tag and a note. */
export async function popupStill(camera, { url, typed, note }, name) {
  const tab = await camera.browser.newPage()
  await tab.setViewport({ width: 1280, height: 800 })
  await tab.goto(url, { waitUntil: 'networkidle0' })
  await tab.bringToFront()
  const popup = await clickToolbar(camera, url, '[data-action=keep]')
  await popup.click('[data-action=keep]')
  await popup.waitForSelector('[data-state=kept] [data-role=title-field]', { timeout: 15_000 })
  await popup.type('[data-role=tag-input]', typed)
  await settle(400)
  await popup.keyboard.press('Enter')
  await popup.type('[data-role=note-field]', note)
  await settle(1500)
  await popup.evaluate(() => document.activeElement?.blur())
  await settle(600)
  const height = await popup.evaluate(() => document.querySelector('main').scrollHeight)
  await shoot(popup, name, { x: 0, y: 0, width: 360, height, scale: 2 })
  await popup.close()
  await tab.close()
}

/** The kept page in the viewer. */
export async function viewerStill(camera, snapshot, name) {
  await show(camera, `viewer.html?snapshot=${snapshot}`, '[data-ready=true]', 760)
  await shoot(camera.page, name)
}
