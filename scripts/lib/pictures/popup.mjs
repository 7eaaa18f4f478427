import { join } from 'node:path'
import { ROOT } from '../paths.mjs'
import { flawSnapshot } from '../seed-library.mjs'
import { serveFolder } from '../serve-folder.mjs'
import { settle } from './camera.mjs'

/** A click on the toolbar button, as a user's: it grants activeTab and opens the real popup. */
export async function clickToolbar({ browser, id }, url, ready) {
  const session = await browser.target().createCDPSession()
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] })
  const tab = targetInfos.find((info) => info.type === 'tab' && info.url.startsWith(url))
  await session.send('Extensions.triggerAction', { id, targetId: tab?.targetId ?? '' })
  const target = await browser.waitForTarget((each) =>
    each.url().startsWith(`chrome-extension://${id}/popup.html`),
  )
  await session.detach()
  const popup = await target.asPage()
  await popup.waitForSelector(ready, { timeout: 15_000 })
  return popup
}

/** A popup is as wide as it is and as tall as what it shows. */
export async function shootPopup(camera, popup, name) {
  await settle()
  const height = await popup.evaluate(() => document.documentElement.scrollHeight)
  const clip = { x: 0, y: 0, width: 360, height: Math.max(height, 120) }
  await camera.shoot(`popup/${name}-360`, popup, clip)
}

const KEPT = '[data-state=kept] [data-role=title-field]'

/** The popup before, while and after a page is kept, and where it can't be. */
export async function popupPictures(camera) {
  await camera.seed(20)
  const site = await serveFolder(join(ROOT, 'scripts', 'sample-site'))
  const url = `${site.origin}/tea.html`
  const page = await camera.browser.newPage()
  await page.goto(url)
  await page.bringToFront()
  await keptPictures(camera, url)
  await knownPictures(camera, url)
  await refusedPictures(camera, page)
  await page.close()
  site.close()
}

async function keptPictures(camera, url) {
  const popup = await clickToolbar(camera, url, '[data-action=keep]')
  await shootPopup(camera, popup, 'idle')
  await popup.click('[data-action=keep]')
  await popup.waitForSelector(KEPT, { timeout: 15_000 })
  await settle(1200)
  await shootPopup(camera, popup, 'kept')
  await popup.type('[data-role=tag-input]', '前')
  await shootPopup(camera, popup, 'tags')
  await popup.keyboard.press('Enter')
  await popup.type('[data-role=note-field]', 'A quiet note.')
  await settle(900)
  await popup.close()
}

async function knownPictures(camera, url) {
  const known = await clickToolbar(camera, url, KEPT)
  await shootPopup(camera, known, 'known')
  await known.close()
  await flawSnapshot(camera.page, url)
  const flawed = await clickToolbar(camera, url, '[data-role=missing] summary')
  await flawed.click('[data-role=missing] summary')
  await shootPopup(camera, flawed, 'missing')
  await flawed.close()
}

async function refusedPictures(camera, page) {
  await page.bringToFront()
  await page.goto('chrome://version')
  const refused = await clickToolbar(camera, 'chrome://version', '[data-role=address-field]')
  await shootPopup(camera, refused, 'refused')
  await refused.type('[data-role=address-field]', 'not an address')
  await refused.click('[data-action=keep-link-only]')
  await refused.waitForSelector('[data-role=error]')
  await shootPopup(camera, refused, 'error')
  await refused.close()
}
