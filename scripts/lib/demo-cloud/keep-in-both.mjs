import { ask } from '../extension-page.mjs'
import { keepTab, waitComplete } from '../keep-page.mjs'
import { loadPage } from '../load-page.mjs'
import { openWindow } from '../open-window.mjs'
import { readRow } from '../read-library.mjs'
import { until } from './sign-in.mjs'
import { measureProject } from './start-project.mjs'

/**
 * Keeps a page in the first browser and waits for it in the second one.
 * @returns {Promise<{ snapshot: object, complete: number, appeared: number, sent: number, bytes: number }>} times
 * in ms since the page was said to be kept
 */
export async function keepInBoth({ standIn, first, second }, url) {
  const before = await measureProject(standIn)
  const { page, tabId } = await openWindow(first)
  await loadPage(first, page, url)
  const { snapshot: uid } = await keepTab(first, tabId, {})
  const since = stopwatch()
  const snapshot = await waitComplete(first, uid)
  const complete = since()
  await page.close({ runBeforeUnload: false })
  // The first one sends what is new by itself; the second one is asked to look, else it does every five minutes.
  await until(second, `${url} in the second browser`, async () => {
    await ask(second.control, 'sync-now', {})
    return readRow(second.control, 'snapshots', uid)
  })
  const appeared = since()
  await until(first, 'the end of sync', () => isThrough(first))
  const sent = since()
  const after = await measureProject(standIn)
  return { snapshot, complete, appeared, sent, bytes: after.bytes - before.bytes }
}

function stopwatch() {
  const started = performance.now()
  return () => performance.now() - started
}

/** Whether nothing is left to be sent, neither records nor bodies. */
async function isThrough({ control }) {
  const row = await readRow(control, 'replica', 'status')
  const left = await control.evaluate(async () => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('linkshot'))
    const transaction = database.transaction(['records', 'transfers'])
    const pending = transaction.objectStore('records').index('pending')
    const counts = await Promise.all([
      settled(pending.count()),
      settled(transaction.objectStore('transfers').index('way').count('up')),
    ])
    database.close()
    return counts[0] + counts[1]
  })
  return left === 0 && row?.status.state === 'idle'
}
