/*
 * What runs in a page of the extension: it can't use anything from outside itself.
 */

/**
 * Asks as the popup does, 20 times a second: for a link by its key, its versions, all tags and the work under way.
 * When each time began and how long it took, in ms, is in `window.waits`, until `window.isOver`.
 */
export async function askLikePopup() {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const askOnce = async () => {
    const transaction = database.transaction(['links', 'snapshots', 'tags', 'jobs'])
    const table = (name) => transaction.objectStore(name)
    await Promise.all([
      settled(table('links').index('urlKey').get('example7.com/articles/7')),
      settled(
        table('snapshots')
          .index('[linkId+capturedAt]')
          .getAll(IDBKeyRange.lowerBound([7])),
      ),
      settled(table('tags').getAll()),
      settled(table('jobs').getAll()),
    ])
  }
  window.waits = []
  const loop = async () => {
    while (!window.isOver) {
      const started = performance.now()
      await askOnce()
      window.waits.push({ at: started, ms: performance.now() - started })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    database.close()
  }
  void loop()
}

/** Whether a pass is over. */
export async function isIdle() {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const row = await new Promise((resolve, reject) => {
    const request = database.transaction('replica').objectStore('replica').get('status')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  database.close()
  return row?.status.state === 'idle' && row.status.at > 0
}

/** How many links there are, and whether something is still to be sent: asked once all is over, as both take a while. */
export async function countLinks() {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const table = (name) => database.transaction(name).objectStore(name)
  const unsent = await settled(table('records').index('pending').count())
  const links = await settled(table('links').count())
  database.close()
  return { links, unsent }
}

/** Sends all links as they are, 500 at a time. @returns ms */
export async function putPlainly(url, headers) {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const started = performance.now()
  let last = -1
  for (;;) {
    const links = database.transaction('links').objectStore('links')
    const rows = await settled(links.getAll(IDBKeyRange.lowerBound(last, true), 500))
    if (rows.length === 0) break
    last = rows.at(-1).id
    const body = JSON.stringify({ rows })
    const answer = await fetch(`${url}/rest/v1/rpc/plain_put`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(await answer.text())
    await answer.json()
  }
  const ms = performance.now() - started
  database.close()
  return ms
}

/** Fetches all links as they are, 500 at a time; into a table with the same indexes where asked. @returns ms */
export async function getPlainly(url, headers, isStored) {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const opening = indexedDB.open('bench-links', 1)
  opening.onupgradeneeded = () => {
    const links = opening.result.createObjectStore('links', { keyPath: 'id' })
    links.createIndex('uid', 'uid', { unique: true })
    links.createIndex('urlKey', 'urlKey', { unique: true })
    links.createIndex('state', ['state', 'id'])
    links.createIndex('starred', ['starred', 'state'])
    links.createIndex('tags', 'tags', { multiEntry: true })
  }
  const database = await settled(opening)
  const started = performance.now()
  let after = 0
  for (;;) {
    const body = JSON.stringify({ after, most: 500 })
    const answer = await fetch(`${url}/rest/v1/rpc/plain_get`, { method: 'POST', headers, body })
    const rows = await answer.json()
    if (!answer.ok) throw new Error(JSON.stringify(rows))
    if (rows.length === 0) break
    after = rows.at(-1).n
    if (!isStored) continue
    const transaction = database.transaction('links', 'readwrite')
    for (const row of rows) transaction.objectStore('links').put(row)
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onabort = () => reject(transaction.error)
    })
  }
  const ms = performance.now() - started
  database.close()
  return ms
}
