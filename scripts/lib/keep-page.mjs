import { setTimeout as wait } from 'node:timers/promises'
import { ask, failure } from './extension-page.mjs'
import { loadPage } from './load-page.mjs'
import { openWindow } from './open-window.mjs'
import { readRow } from './read-library.mjs'

const COMPLETE_LIMIT = 120_000
/** Pages are compared one after the other. */
const VERIFY_LIMIT = 60_000
const POLL = 150

/**
 * Loads an address in a visible tab, has the extension keep it and waits for its last resource and its score.
 * @param {number} rest milliseconds to wait once it is loaded, for what moves in the beginning
 * @returns {Promise<{ snapshot: object, httpStatus: number }>} the stored row
 */
export async function keepPage(session, url, { tags = [], fullPage = false, rest = 0 } = {}) {
  const { page, tabId } = await openWindow(session)
  try {
    const httpStatus = await loadPage(session, page, url)
    await wait(rest)
    const kept = await keepTab(session, tabId, { tags, wholePicture: fullPage })
    await waitComplete(session, kept.snapshot)
    return { snapshot: await waitVerified(session, kept.snapshot), httpStatus }
  } finally {
    await page.close({ runBeforeUnload: false }).catch(() => {})
  }
}

export const keepTab = (session, tabId, how) =>
  ask(session.control, 'keep-tab', { tabId, trigger: 'command-line', ...how })

/** The snapshot's row once all its resources were tried. */
export async function waitComplete(session, uid) {
  const end = Date.now() + COMPLETE_LIMIT
  for (;;) {
    const row = await readRow(session.control, 'snapshots', uid)
    if (row?.status === 'complete') return row
    if (Date.now() > end)
      throw failure('timeout', `resources still missing after ${COMPLETE_LIMIT / 1000} seconds`)
    await wait(POLL)
  }
}

/** The snapshot's row once its replay was compared with the page; without a score if that takes too long. */
async function waitVerified(session, uid) {
  const end = Date.now() + VERIFY_LIMIT
  for (;;) {
    const row = await readRow(session.control, 'snapshots', uid)
    const comparable = row.frames.some(({ boxes }) => boxes)
    if (row.verification || !comparable || Date.now() > end) return row
    await wait(POLL)
  }
}
