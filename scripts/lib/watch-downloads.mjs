import { join } from 'node:path'

/**
 * Sees every download of the browser: pages' own, which mean that an address is no page, and the
 * extension's exports, which are collected.
 */
export async function watchDownloads(browser, folder) {
  const client = await browser.target().createCDPSession()
  await client.send('Browser.setDownloadBehavior', {
    behavior: 'allowAndName',
    downloadPath: folder,
    eventsEnabled: true,
  })
  const begun = new Map()
  const ended = new Map()
  const waiting = new Set()
  const wake = () => {
    for (const check of waiting) check()
  }
  client.on('Browser.downloadWillBegin', (event) => {
    begun.set(event.guid, event)
    // A page's own download is never kept: only that it happened counts.
    if (!isExport(event))
      void client.send('Browser.cancelDownload', { guid: event.guid }).catch(() => {})
    wake()
  })
  client.on('Browser.downloadProgress', (event) => {
    if (event.state !== 'inProgress') ended.set(event.guid, event.state)
    wake()
  })
  return {
    /** Whether a frame's navigation turned into a download. */
    cameFrom: (frameId) => [...begun.values()].some((event) => event.frameId === frameId),
    /** Path and suggested name of the next export, once it is complete. Exports must not overlap. */
    nextExport: () => nextExport(folder, begun, ended, waiting),
  }
}

const isExport = (event) => event.url.startsWith('blob:chrome-extension://')

function nextExport(folder, begun, ended, waiting) {
  const before = new Set(begun.keys())
  return new Promise((resolve, reject) => {
    const check = () => {
      const mine = [...begun.values()].find((event) => isExport(event) && !before.has(event.guid))
      const state = mine && ended.get(mine.guid)
      if (!state) return
      waiting.delete(check)
      if (state === 'completed')
        resolve({ path: join(folder, mine.guid), name: mine.suggestedFilename })
      else reject(new Error(`the export ended as ${state}`))
    }
    waiting.add(check)
  })
}
