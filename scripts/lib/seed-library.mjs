import { sampleIcon } from '../sample-pages/icon.mjs'
import { drawPages } from './draw-pages.mjs'
import { MISSING, noticesOf, sampleRows } from './sample-rows.mjs'

/** Tables that are emptied. */
const NOTHING = Object.fromEntries(
  'thumbs blobs jobs journal indexLog indexSegments indexDocs indexBlocks indexWaiting'
    .split(' ')
    .map((table) => [table, []]),
)

/**
 * Fills the library of a running extension with made-up links, straight into its database.
 * @param {import('puppeteer-core').Page} page any page of the extension
 * @param {number} count number of links
 * @param {{ tags?: number, language?: 'zh' | 'en' | 'mixed', drawn?: boolean }} [options] `drawn` gives
 * the links pictures of pages that look real, instead of plain colours
 */
export async function seedLibrary(page, count, options = {}) {
  const { tags = 30, language = 'mixed', drawn = false } = options
  const { rows, pages } = sampleRows({ count, tags, language })
  const empty = Object.fromEntries(Object.keys(rows).map((table) => [table, []]))
  await page.evaluate(writeRows, { ...empty, ...NOTHING }, true)
  for (const part of partsOf(rows)) await page.evaluate(writeRows, part, false)
  // Last: of what is half written an index could be made that says it is whole.
  await page.evaluate(beginIndexAnew)
  await putSettings(page, { lastTagId: tags })
  const pictures = drawn ? await drawPages(page.browser(), pages) : []
  for (const [n, { seed, snapshot, hash, icon }] of pages.entries()) {
    const body = { snapshot, hash, icon, svg: sampleIcon(seed), hue: (seed * 47) % 360 }
    await page.evaluate(writePictures, { ...body, jpeg: pictures[n] })
  }
}

/**
 * Runs in a page of ours: the index of words was not told of what is written here. It is another one from now on, so
 * that what is being read for the one before it has no place in it.
 */
async function beginIndexAnew() {
  const done = (request, event) =>
    new Promise((resolve, reject) => {
      request[event] = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('linkshot'), 'onsuccess')
  const transaction = database.transaction('indexState', 'readwrite')
  const store = transaction.objectStore('indexState')
  const row = await done(store.get('state'), 'onsuccess')
  const generation = Math.max(row?.current.generation ?? 1, row?.next?.generation ?? 0) + 1
  const { segments = 0, revision = 0 } = row ?? {}
  // No index has this format: whoever reads it begins with the next generation.
  const current = { generation, below: Number.MAX_SAFE_INTEGER }
  store.put({ key: 'state', format: 0, current, segments, revision })
  await done(transaction, 'oncomplete')
  database.close()
}

/** More in one message take a browser's memory. */
const ROWS_AT_ONCE = 10_000

/** Rows of tables, some of one table at a time. */
function partsOf(rows) {
  return Object.entries(rows).flatMap(([table, all]) =>
    Array.from({ length: Math.ceil(all.length / ROWS_AT_ONCE) }, (_, n) => ({
      [table]: all.slice(n * ROWS_AT_ONCE, (n + 1) * ROWS_AT_ONCE),
    })),
  )
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

/** Runs in the page: stores what a snapshot looked like, small and large, and the icon of its site. */
async function writePictures({ snapshot, hash, icon, svg, hue, jpeg }) {
  const draw = async (width) => {
    const canvas = new OffscreenCanvas(width, (width * 5) / 8)
    const context = canvas.getContext('2d')
    context.fillStyle = `hsl(${hue} 45% 80%)`
    context.fillRect(0, 0, canvas.width, canvas.height)
    if (jpeg) {
      const bytes = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0))
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
      context.imageSmoothingQuality = 'high'
      context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    }
    return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
  }
  const [picture, large] = await Promise.all([draw(jpeg ? 480 : 96), draw(jpeg ? 1280 : 320)])
  const row = async (name, blob) => ({
    hash: name,
    type: blob.type,
    encoding: 'identity',
    body: await blob.arrayBuffer(),
    bytes: blob.size,
    stored: blob.size,
  })
  const mark = new Blob([svg], { type: 'image/svg+xml' })
  const blobs = [await row(hash, large), await row(icon, mark)]
  const database = await new Promise((resolve) => {
    const request = indexedDB.open('linkshot')
    request.onsuccess = () => resolve(request.result)
  })
  const transaction = database.transaction(['thumbs', 'blobs'], 'readwrite')
  transaction.objectStore('thumbs').put({ snapshot, picture })
  for (const blob of blobs) transaction.objectStore('blobs').put(blob)
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  database.close()
}
