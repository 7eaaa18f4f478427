import { MISSING, noticesOf, sampleRows } from './sample-rows.mjs'

/**
 * Fills the library of a running extension with made-up links, straight into its database.
 * @param {import('puppeteer-core').Page} page any page of the extension
 * @param {number} count number of links
 */
export async function seedLibrary(page, count) {
  const { rows, pictures } = sampleRows(count)
  await page.evaluate(writeRows, { ...rows, thumbs: [], blobs: [] }, true)
  await page.evaluate(drawPictures, pictures)
}

/** Writes settings without asking the background. */
export async function putSettings(page, settings) {
  const rows = Object.entries(settings).map(([key, value]) => ({ key, value }))
  await page.evaluate(writeRows, { settings: rows }, false)
}

/**
 * Makes a kept page one with missing parts that was led to a sign-in page.
 * @returns {Promise<string>} its snapshot's uid
 */
export async function flawSnapshot(page, url) {
  const flaws = { missing: MISSING, notices: noticesOf({ url }, 4) }
  return page.evaluate(changeSnapshot, url, flaws)
}

/** Runs in the page: changes fields of the snapshot of an address. */
async function changeSnapshot(url, fields) {
  const done = (request, event) =>
    new Promise((resolve, reject) => {
      request[event] = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('linkshot'), 'onsuccess')
  const store = database.transaction('snapshots', 'readwrite').objectStore('snapshots')
  const rows = await done(store.getAll(), 'onsuccess')
  const row = rows.find((each) => each.url === url)
  await done(store.put({ ...row, ...fields }), 'onsuccess')
  database.close()
  return row.uid
}

/** Runs in the page: puts rows into the database, after emptying their tables if asked to. */
async function writeRows(tables, clear) {
  const done = (request, event) =>
    new Promise((resolve, reject) => {
      request[event] = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('linkshot'), 'onsuccess')
  const transaction = database.transaction(Object.keys(tables), 'readwrite')
  for (const [table, rows] of Object.entries(tables)) {
    const store = transaction.objectStore(table)
    if (clear) store.clear()
    for (const row of rows) store.put(row)
  }
  await done(transaction, 'oncomplete')
  database.close()
}

/** Runs in the page: draws something like a web page for each snapshot and stores it. */
async function drawPictures(pictures) {
  const draw = (n, width) => {
    const canvas = new OffscreenCanvas(width, (width * 5) / 8)
    const context = canvas.getContext('2d')
    const dark = n % 4 === 3
    const wide = n % 3 === 0
    const hue = (n * 47) % 360
    context.scale(width / 48, width / 48)
    const box = (colour, ...place) => {
      context.fillStyle = colour
      context.fillRect(...place)
    }
    box(dark ? '#15181f' : '#fff', 0, 0, 48, 30)
    box(`hsl(${hue} 55% 45%)`, 0, 0, 48, 3)
    box(`hsl(${hue} 45% ${dark ? 28 : 88}%)`, wide ? 3 : 30, 5, wide ? 42 : 15, wide ? 10 : 12)
    for (let line = 0; line < 12; line++) {
      const length = 14 + ((n * 7 + line * 5) % 11)
      const top = (wide ? 17 : 5) + line * 1.9
      box(dark ? '#8a93a5' : '#5b6270', 3, top, wide ? length * 1.6 : length, 0.7)
    }
    return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
  }
  const database = await new Promise((resolve) => {
    const request = indexedDB.open('linkshot')
    request.onsuccess = () => resolve(request.result)
  })
  for (const { n, snapshot, hash } of pictures) {
    const [picture, large] = await Promise.all([draw(n, 480), draw(n, 1280)])
    const body = await large.arrayBuffer()
    const size = { bytes: large.size, stored: large.size }
    const transaction = database.transaction(['thumbs', 'blobs'], 'readwrite')
    transaction.objectStore('thumbs').put({ snapshot, picture })
    transaction
      .objectStore('blobs')
      .put({ hash, type: 'image/jpeg', encoding: 'identity', body, ...size })
  }
  database.close()
}
