/**
 * What keeping a page costs at the least, in a page of the extension: the browser's own MHTML of the tab,
 * its hash, its gzip and one put into IndexedDB; with a picture of the tab beside it where that is asked for.
 * @param {import('puppeteer-core').Page} control
 * @returns {Promise<number>} milliseconds
 */
export function storeMhtml(control, tabId, { picture = false } = {}) {
  return control.evaluate(
    async (tabId, withPicture) => {
      const settled = (request) =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const opening = indexedDB.open('bench', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('bodies')
      const database = await settled(opening)
      const { windowId } = await chrome.tabs.get(tabId)
      const started = performance.now()
      const photograph = async () => {
        const options = { format: 'jpeg', quality: 85 }
        const address = await chrome.tabs.captureVisibleTab(windowId, options)
        return (await fetch(address)).arrayBuffer()
      }
      const [mhtml, photo] = await Promise.all([
        chrome.pageCapture.saveAsMHTML({ tabId }),
        withPicture ? photograph() : undefined,
      ])
      const bytes = new Uint8Array(await mhtml.arrayBuffer())
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
      const stream = new CompressionStream('gzip')
      const writer = stream.writable.getWriter()
      void writer.write(bytes)
      void writer.close()
      const packed = await new Response(stream.readable).arrayBuffer()
      const transaction = database.transaction('bodies', 'readwrite')
      transaction.objectStore('bodies').put(packed, hash.join())
      if (photo) transaction.objectStore('bodies').put(photo, `picture ${hash.join()}`)
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve
        transaction.onabort = () => reject(transaction.error)
      })
      const ms = performance.now() - started
      database.close()
      return ms
    },
    tabId,
    picture,
  )
}
