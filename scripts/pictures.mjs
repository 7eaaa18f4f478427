import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { runMain } from './lib/complaint.mjs'
import { openExtensionPage } from './lib/extension-page.mjs'
import { ensureCjkFont } from './lib/install-browser.mjs'
import { launchWithExtension } from './lib/launch.mjs'
import { say } from './lib/log.mjs'
import { underModernNode } from './lib/modern-node.mjs'
import { OUT, ROOT } from './lib/paths.mjs'
import { flawSnapshot, putSettings, seedLibrary } from './lib/seed-library.mjs'
import { serveFolder } from './lib/serve-folder.mjs'

/**
 * Photographs every screen in both themes and languages into out/pictures, for people to look at.
 * Arguments name the sets wanted: library, popup (with the viewer), pages, many; all of them without arguments.
 */
const FOLDER = join(OUT, 'pictures')
const LOOKS = ['zh_CN', 'en'].flatMap((language) =>
  ['light', 'dark'].map((theme) => ({ language, theme, name: `${language}-${theme}` })),
)

const settle = (ms = 350) => new Promise((resolve) => setTimeout(resolve, ms))

async function shoot(page, name, clip) {
  await settle()
  await page.screenshot({ path: join(FOLDER, `${name}.png`), ...(clip ? { clip } : {}) })
  say(`${name}.png`)
}

/** Goes to an address of ours afresh, so that settings and hash count. */
async function show(page, id, path, width, height) {
  // A tab behind another one draws nothing; the welcome page opens in front after the installation.
  await page.bringToFront()
  await page.setViewport({ width, height })
  await page.goto('about:blank')
  await page.goto(`chrome-extension://${id}/${path}`, { waitUntil: 'load' })
}

async function libraryPictures(page, id, look) {
  await seedLibrary(page, 0)
  await show(page, id, 'library.html', 1280, 800)
  await shoot(page, `library-first-${look.name}`)
  await seedLibrary(page, 50)
  await show(page, id, 'library.html#/all', 1600, 1000)
  await page.waitForSelector('[data-role=row]')
  await shoot(page, `library-1600-${look.name}`)
  await page.click('[data-role=row] .row-link')
  await page.waitForSelector('.detail-picture img')
  await shoot(page, `library-detail-1600-${look.name}`)
  await page.setViewport({ width: 800, height: 800 })
  await shoot(page, `library-detail-800-${look.name}`)
  await show(page, id, 'library.html#/all', 800, 800)
  await shoot(page, `library-800-${look.name}`)
  await page.keyboard.press('?')
  await shoot(page, `library-keys-${look.name}`)
  await show(page, id, 'library.html#/all?q=nothing+has+this', 1280, 800)
  await shoot(page, `library-nothing-${look.name}`)
  await show(page, id, 'library.html#/trash', 1280, 800)
  await shoot(page, `library-trash-${look.name}`)
  await show(page, id, 'library.html#/all', 1280, 800)
  await page.type('[data-role=add-field]', 'not an address')
  await page.click('[data-action=add-link]')
  await shoot(page, `library-bad-address-${look.name}`)
  await show(page, id, 'library.html#/all', 480, 800)
  await shoot(page, `library-480-${look.name}`)
}

async function otherPages(page, id, look) {
  await seedLibrary(page, 50)
  await show(page, id, 'options.html', 1000, 1000)
  await page.waitForSelector('[data-role=tag-row]')
  await shoot(page, `options-${look.name}`)
  await show(page, id, 'welcome.html', 1000, 1100)
  await shoot(page, `welcome-${look.name}`)
}

/** A click on the toolbar button, as a user's: it grants activeTab and opens the real popup. */
async function clickToolbar(browser, id, url) {
  const session = await browser.target().createCDPSession()
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] })
  const tab = targetInfos.find((info) => info.type === 'tab' && info.url.startsWith(url))
  await session.send('Extensions.triggerAction', { id, targetId: tab?.targetId ?? '' })
  const target = await browser.waitForTarget((each) =>
    each.url().startsWith(`chrome-extension://${id}/popup.html`),
  )
  await session.detach()
  return target.asPage()
}

async function shootPopup(popup, name) {
  await settle()
  const height = await popup.evaluate(() => document.documentElement.scrollHeight)
  await shoot(popup, name, { x: 0, y: 0, width: 360, height: Math.max(height, 120) })
}

async function popupPictures(browser, control, id, look) {
  await seedLibrary(control, 20)
  const site = await serveFolder(join(ROOT, 'scripts', 'sample-site'))
  const page = await browser.newPage()
  await page.goto(`${site.origin}/tea.html`)
  await page.bringToFront()
  const popup = await clickToolbar(browser, id, `${site.origin}/tea.html`)
  await popup.waitForSelector('[data-action=keep]')
  await shootPopup(popup, `popup-idle-${look.name}`)
  await popup.click('[data-action=keep]')
  await popup.waitForSelector('[data-state=kept]', { timeout: 15_000 })
  await settle(1200)
  await shootPopup(popup, `popup-kept-${look.name}`)
  await popup.type('[data-role=tag-input]', '前')
  await shootPopup(popup, `popup-tags-${look.name}`)
  await popup.keyboard.press('Enter')
  await popup.type('[data-role=note-field]', 'A quiet note.')
  await settle(900)
  await popup.close()
  const again = await clickToolbar(browser, id, `${site.origin}/tea.html`)
  await again.waitForSelector('[data-state=kept]')
  await shootPopup(again, `popup-known-${look.name}`)
  await again.close()
  const uid = await flawSnapshot(control, `${site.origin}/tea.html`)
  const flawed = await clickToolbar(browser, id, `${site.origin}/tea.html`)
  await flawed.waitForSelector('[data-role=missing] summary')
  await flawed.click('[data-role=missing] summary')
  await shootPopup(flawed, `popup-missing-${look.name}`)
  await flawed.close()
  await viewerPictures(control, id, look, uid)
  await page.bringToFront()
  await page.goto('chrome://version')
  const refused = await clickToolbar(browser, id, 'chrome://version')
  await refused.waitForSelector('[data-action=keep-link-only]')
  await shootPopup(refused, `popup-refused-${look.name}`)
  await refused.close()
  await page.close()
  site.close()
}

async function viewerPictures(page, id, look, uid) {
  for (const width of [1280, 800]) {
    await show(page, id, `viewer.html?snapshot=${uid}`, width, 800)
    await page.waitForSelector('[data-ready=true]')
    await shoot(page, `viewer-${width}-${look.name}`)
  }
  await page.click('[data-role=missing] summary')
  await shoot(page, `viewer-missing-${look.name}`)
  await page.click('[data-view=picture]')
  await shoot(page, `viewer-picture-${look.name}`)
  await show(page, id, 'viewer.html?snapshot=none', 1280, 800)
  await page.waitForSelector('[data-role=error]')
  await shoot(page, `viewer-unknown-${look.name}`)
}

/** 10,000 links: the pictures, and how long the screen takes to answer. */
async function manyLinks(page, id) {
  await putSettings(page, { language: 'zh_CN', theme: 'light' })
  await seedLibrary(page, 10_000)
  const start = Date.now()
  await show(page, id, 'library.html#/all', 1600, 1000)
  await page.waitForSelector('[data-role=row]')
  say(`10,000 links: first rows after ${Date.now() - start} ms`)
  await page.evaluate(() => {
    const list = document.querySelector('[data-role=list]')
    list.scrollTop = list.scrollHeight / 2
  })
  await shoot(page, 'library-10000-middle')
  const typed = Date.now()
  await page.type('[data-role=search]', '红烧肉 (7')
  await page.waitForFunction(
    () =>
      /^\d+\b/.test(document.querySelector('.library-count')?.textContent ?? '') &&
      !document.querySelector('.library-count').textContent.includes(','),
    {},
  )
  say(`10,000 links: found ${Date.now() - typed} ms after the first key`)
  await shoot(page, 'library-10000-search')
}

async function pictures(wanted) {
  const wants = (set) => wanted.length === 0 || wanted.includes(set)
  await ensureBuilt({ browser: 'chrome', mode: 'production' })
  await ensureCjkFont()
  mkdirSync(FOLDER, { recursive: true })
  const { browser, id } = await launchWithExtension({ mode: 'production', headless: true })
  try {
    const page = await openExtensionPage(browser, id, 'library.html')
    await page.waitForSelector('[data-role=empty]')
    for (const look of LOOKS) {
      await putSettings(page, { language: look.language, theme: look.theme })
      if (wants('library')) await libraryPictures(page, id, look)
      if (wants('pages')) await otherPages(page, id, look)
      if (wants('popup')) await popupPictures(browser, page, id, look)
    }
    if (wants('many')) await manyLinks(page, id)
  } finally {
    await browser.close()
  }
}

await runMain(() => underModernNode(() => pictures(process.argv.slice(2))))
