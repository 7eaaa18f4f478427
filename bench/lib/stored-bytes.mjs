import { gzipSync } from 'node:zlib'
import { readRow } from '../../scripts/lib/read-library.mjs'

/** Gzip sizes of a page's parts, by kind. */
export function gzipParts(parts) {
  const sizes = {}
  for (const { kind, body } of parts.values())
    sizes[kind] = (sizes[kind] ?? 0) + gzipSync(body, { level: 6 }).length
  return sizes
}

/** What the library holds for one snapshot: the page itself, and what a page's parts don't have. */
export async function storedBytes(page, snapshot) {
  const blob = async (hash) => (hash ? ((await readRow(page, 'blobs', hash))?.stored ?? 0) : 0)
  const hashes = [
    ...snapshot.frames.map((frame) => frame.html),
    ...snapshot.resources.map((r) => r.hash),
  ]
  let content = 0
  for (const hash of new Set(hashes)) content += await blob(hash)
  return {
    content,
    screenshot: await blob(snapshot.screenshot),
    thumbnail: await thumbnailBytes(page, snapshot.thumb ?? snapshot.uid),
  }
}

/** A Blob does not cross from the page to here, so its size is taken there. */
function thumbnailBytes(page, name) {
  return page.evaluate(async (name) => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('linkshot'))
    const row = await settled(database.transaction('thumbs').objectStore('thumbs').get(name))
    database.close()
    return row?.picture?.size ?? 0
  }, name)
}
