import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../paths.mjs'
import { clickToolbar } from '../pictures/popup.mjs'
import { filmOf } from './webp-film.mjs'

const WIDTH = 960
const BAR = 44
const HEIGHT = 584 + BAR

/** Where things are in the window that is drawn around. */
const BUTTON = { x: WIDTH - 40, y: BAR / 2 + 4 }
const POPUP = { right: 16, top: BAR - 2 }
const at = (x, y) => ({ x: WIDTH - POPUP.right - 360 + x, y: POPUP.top + y })

const settle = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * A film of one keep: click, kept, a tag, and there it is in the library. Page, popup and library are the
 * extension's own; the browser's bar and the pointer are drawn around them, since no picture has them.
 */
export async function keepFilm({ camera, url, typed }) {
  const { page, browser } = camera
  const tab = await browser.newPage()
  await tab.setViewport({ width: WIDTH, height: HEIGHT - BAR })
  await tab.goto(url, { waitUntil: 'networkidle0' })
  await tab.bringToFront()
  const back = await still(tab)
  const popups = await keepWith(camera, url, typed)
  await tab.close()
  await camera.show('library.html#/all', WIDTH, HEIGHT - BAR)
  await page.waitForSelector('[data-role=row]')
  await settle(600)
  const library = await still(page)
  return draw(browser, scenes({ back, popups, library, url }))
}

const still = (page) => page.screenshot({ type: 'png', encoding: 'base64' })

/** The popup at each step. */
async function keepWith(camera, url, typed) {
  const popup = await clickToolbar(camera, url, '[data-action=keep]')
  const shots = {}
  const shoot = async (name) => {
    await settle(500)
    const height = await popup.evaluate(() => document.documentElement.scrollHeight)
    const clip = { x: 0, y: 0, width: 360, height: Math.min(height, 580) }
    shots[name] = await popup.screenshot({ type: 'png', encoding: 'base64', clip })
  }
  await shoot('idle')
  await popup.click('[data-action=keep]')
  await popup.waitForSelector('[data-state=kept] [data-role=title-field]', { timeout: 15_000 })
  await settle(1500)
  await shoot('kept')
  await popup.type('[data-role=tag-input]', typed)
  await shoot('typed')
  await popup.keyboard.press('Enter')
  await popup.waitForSelector('[data-role=tag]')
  await shoot('tagged')
  await popup.close()
  return shots
}

/** What is shown when, and where the pointer is. */
function scenes({ back, popups, library, url }) {
  const page = { back, url }
  const start = { x: WIDTH / 2, y: HEIGHT / 2 }
  const keep = at(180, 84)
  return [
    { ...page, pointer: start, ms: 900 },
    ...glide(page, start, BUTTON),
    { ...page, popup: popups.idle, pointer: BUTTON, ms: 700 },
    ...glide({ ...page, popup: popups.idle }, BUTTON, keep),
    { ...page, popup: popups.idle, pointer: keep, pressed: true, ms: 200 },
    { ...page, popup: popups.kept, pointer: keep, ms: 1500 },
    { ...page, popup: popups.typed, ms: 1100 },
    { ...page, popup: popups.tagged, ms: 1400 },
    { back: library, url: 'Linkshot', ms: 2800 },
  ]
}

const STEPS = 5
const glide = (scene, from, to) =>
  Array.from({ length: STEPS }, (_, n) => {
    const share = ((n + 1) / STEPS) ** 0.6
    const pointer = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
    return { ...scene, pointer, ms: 70 }
  })

async function draw(browser, list) {
  const stage = await browser.newPage()
  await stage.setViewport({ width: WIDTH, height: HEIGHT })
  const icon = readFileSync(join(ROOT, 'public', 'icon', 'icon.svg'), 'utf8')
  const frames = []
  for (const scene of list) {
    await stage.setContent(sceneHtml(scene, icon))
    await stage.evaluate(() => Promise.all([...document.images].map((image) => image.decode())))
    const picture = Buffer.from(await stage.screenshot({ type: 'webp', quality: 88 }))
    frames.push({ picture, ms: scene.ms })
  }
  await stage.close()
  return filmOf(frames, WIDTH, HEIGHT)
}

function sceneHtml({ back, popup, pointer, pressed, url }, icon) {
  const shown = `<img src="data:image/png;base64,${popup}">`
  const arrow = `<path d="M1 1v17l4.500-4 3 7 3-1.300-3-6.700h6Z" fill="#111" stroke="#fff" stroke-width="1.500"/>`
  return `<!doctype html><style>*{box-sizing:border-box} body{margin:0;width:${WIDTH}px;height:${HEIGHT}px;overflow:hidden;font:13px system-ui,"Noto Sans CJK SC",sans-serif;background:#dfe3ea}
    .bar{height:${BAR}px;display:flex;align-items:center;gap:10px;padding:0 16px} .dots{display:flex;gap:7px} .dots i{width:11px;height:11px;border-radius:50%;background:#b9c0cc}
    .pill{flex:1;margin:0 8px;padding:5px 16px;border-radius:99px;background:#fff;color:#4a5160} .bar svg{width:22px;height:22px;margin-inline-end:4px}
    .back{display:block;width:${WIDTH}px} .popup{position:absolute;right:${POPUP.right}px;top:${POPUP.top}px;border-radius:10px;overflow:hidden;box-shadow:0 10px 40px #0007,0 0 0 1px #0002} .popup img{display:block}
    .arrow{position:absolute;width:18px;height:24px;left:${pointer?.x ?? -99}px;top:${pointer?.y ?? -99}px;scale:${pressed ? 0.82 : 1}}</style>
    <div class="bar"><span class="dots"><i></i><i></i><i></i></span><span class="pill">${url.replace(/^https?:\/\//, '')}</span>${icon}</div>
    <img class="back" src="data:image/png;base64,${back}">${popup ? `<div class="popup">${shown}</div>` : ''}
    <svg class="arrow" viewBox="0 0 18 24">${arrow}</svg>`
}
