import { setTimeout as wait } from 'node:timers/promises'
import { ask } from '../../scripts/lib/extension-page.mjs'
import { inLanes } from '../../scripts/lib/in-lanes.mjs'

const POLL = 100
const LIMIT = 300_000

/** Adds links and waits until the last one is through. @returns milliseconds */
export async function keepLinks(session, urls, atOnce) {
  await ask(session.control, 'set-setting', { key: 'linksAtOnce', value: atOnce })
  const started = performance.now()
  await ask(session.control, 'add-links', { urls, tags: [], capture: true })
  await untilNone(session, 'link')
  return performance.now() - started
}

/** Opens the same pages in tabs that are not in front, and closes each once it is loaded. */
export async function openBare(session, urls, atOnce) {
  const started = performance.now()
  await inLanes(urls, atOnce, (url) => session.control.evaluate(openAndClose, url))
  return performance.now() - started
}

/** Until nothing is compared any more, or it would be part of what is measured next. */
export const atRest = (session) => untilNone(session)

async function untilNone(session, kind) {
  const end = Date.now() + LIMIT
  while ((await session.control.evaluate(countJobs, kind)) > 0) {
    if (Date.now() > end) throw new Error(`the queue did not end in ${LIMIT / 1000} s`)
    await wait(POLL)
  }
}

/** Runs in a page of the extension. Batches stay a while for those who read their result. */
async function countJobs(kind) {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const rows = await settled(database.transaction('jobs').objectStore('jobs').getAll())
  database.close()
  const failed = rows.find(({ status }) => status === 'failed')
  if (failed) throw new Error(`${failed.url} was not kept: ${failed.reason}`)
  return rows.filter((row) => (kind ? row.kind === kind : row.kind !== 'batch')).length
}

/** Runs in a page of the extension. */
async function openAndClose(url) {
  const { id } = await chrome.tabs.create({ url, active: false })
  await new Promise((resolve) => {
    const look = (tabId, change) => {
      if (tabId !== id || change.status !== 'complete') return
      chrome.tabs.onUpdated.removeListener(look)
      resolve()
    }
    chrome.tabs.onUpdated.addListener(look)
  })
  await chrome.tabs.remove(id)
}
