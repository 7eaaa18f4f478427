import { readFile, rm } from 'node:fs/promises'
import { within } from './extension-page.mjs'
import { openWindow } from './open-window.mjs'

const BUTTON = '[data-action="export-html"]:not([disabled])'
const READY_LIMIT = 60_000
const EXPORT_LIMIT = 120_000

let queue = Promise.resolve()

/**
 * The one-file export of a snapshot, made by the viewer's own button. One at a time: a download does not
 * say which page began it.
 * @returns {Promise<Buffer>}
 */
export function exportHtml(session, uid) {
  const mine = queue.then(() => exportNow(session, uid))
  // After a failure the window may show anything; the next export gets a new one.
  queue = mine.catch(() => {
    session.viewer = undefined
  })
  return mine
}

async function exportNow(session, uid) {
  // One window for all exports: a new tab would open in front of the page another lane is keeping.
  session.viewer ??= (await openWindow(session)).page
  const page = session.viewer
  await page.goto(`chrome-extension://${session.id}/viewer.html?snapshot=${uid}`)
  const button = await page.waitForSelector(BUTTON, { timeout: READY_LIMIT })
  const file = session.watcher.nextExport()
  // A click from inside: the button may be in a menu that is closed.
  await button.evaluate((element) => element.click())
  const path = await within(EXPORT_LIMIT, file, 'the export did not finish')
  const body = await readFile(path)
  await rm(path)
  return body
}
