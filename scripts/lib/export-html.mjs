import { readFile, rm } from 'node:fs/promises'
import { openExtensionPage, within } from './extension-page.mjs'

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
  queue = mine.catch(() => {})
  return mine
}

async function exportNow(session, uid) {
  const page = await openExtensionPage(session.browser, session.id, `viewer.html?snapshot=${uid}`)
  try {
    const button = await page.waitForSelector(BUTTON, { timeout: READY_LIMIT })
    const file = session.watcher.nextExport()
    // A click from inside: the button may be in a menu that is closed.
    await button.evaluate((element) => element.click())
    const path = await within(EXPORT_LIMIT, file, 'the export did not finish')
    const body = await readFile(path)
    await rm(path)
    return body
  } finally {
    await page.close().catch(() => {})
  }
}
