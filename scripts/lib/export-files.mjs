import { readFile, rm } from 'node:fs/promises'
import { within } from './extension-page.mjs'
import { openWindow } from './open-window.mjs'

const READY_LIMIT = 60_000
const EXPORT_LIMIT = 120_000

/** What each format of the command line is called in the viewer's menu. */
const ITEMS = {
  html: 'html',
  zip: 'zip',
  mhtml: 'mhtml',
  wacz: 'wacz',
  md: 'markdown',
  txt: 'text',
}

/** Formats a page can be written in. */
export const FORMATS = Object.keys(ITEMS)

/** The picture of the whole page, for pages that have one. */
export const WHOLE_PICTURE = 'whole-picture'

let queue = Promise.resolve()

/**
 * A snapshot in these formats, made by the viewer's own menu. One at a time: a download does not say
 * which page began it.
 * @param {string[]} formats those the page can't be saved in are left out
 * @returns {Promise<{ ending: string, body: Buffer }[]>}
 */
export function exportFiles(session, uid, formats) {
  const mine = queue.then(() => exportNow(session, uid, formats))
  // After a failure the window may show anything; the next export gets a new one.
  queue = mine.catch(() => {
    session.viewer = undefined
  })
  return mine
}

async function exportNow(session, uid, formats) {
  // One window for all exports: a new tab would open in front of the page another lane is keeping.
  session.viewer ??= (await openWindow(session)).page
  const page = session.viewer
  await page.goto(`chrome-extension://${session.id}/viewer.html?snapshot=${uid}`)
  await page.waitForSelector(itemOf('html'), { timeout: READY_LIMIT })
  const files = []
  for (const format of formats) {
    if (await page.$(`[data-action="export-${itemName(format)}"]`))
      files.push(await exportOne(session, page, format))
  }
  return files
}

/** An item that can be chosen: none can while a file is being made. */
const itemOf = (format) => `[data-action="export-${itemName(format)}"]:not([disabled])`
const itemName = (format) => ITEMS[format] ?? format

async function exportOne(session, page, format) {
  const item = await page.waitForSelector(itemOf(format), { timeout: READY_LIMIT })
  const file = session.watcher.nextExport()
  // A click from inside: the menu is closed.
  await item.evaluate((element) => element.click())
  const { path, name } = await within(EXPORT_LIMIT, file, `the export as ${format} did not finish`)
  const body = await readFile(path)
  await rm(path)
  return { ending: endingOf(format, name), body }
}

function endingOf(format, name) {
  if (format === WHOLE_PICTURE) return name.endsWith('.zip') ? 'png.zip' : 'png'
  return name.endsWith('.md.zip') ? 'md.zip' : format
}
