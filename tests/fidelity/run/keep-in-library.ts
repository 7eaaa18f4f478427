import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'puppeteer-core'

declare const chrome: { runtime: { sendMessage(message: unknown): Promise<Answer> } }

interface Answer {
  ok: boolean
  reason?: string
  detail?: string
  value?: { snapshot: string }
}

const POLL = 60
const LIMIT = 60_000

/**
 * Keeps a tab as `npm run snapshot` does and waits for its last resource.
 * @param ours a page of the extension
 */
export async function keepInLibrary(ours: Page, tabId: number): Promise<string> {
  const data = { tabId, trigger: 'command-line', tags: [] }
  const answer = await ours.evaluate((message) => chrome.runtime.sendMessage(message), {
    to: 'linkshot',
    name: 'keep-tab',
    data,
  })
  const uid = answer?.value?.snapshot
  if (!uid) throw new Error(`not kept: ${answer?.reason} ${answer?.detail ?? ''}`)
  const end = Date.now() + LIMIT
  while (Date.now() < end) {
    if ((await ours.evaluate(statusOf, uid)) === 'complete') return uid
    await wait(POLL)
  }
  throw new Error(`not complete after ${LIMIT / 1000} seconds`)
}

/** Runs in a page of ours. */
async function statusOf(uid: string): Promise<string | undefined> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const row = await settled(database.transaction('snapshots').objectStore('snapshots').get(uid))
  database.close()
  return row?.status
}
