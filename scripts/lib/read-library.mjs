/*
 * The functions handed to page.evaluate run in a page of the extension: they can't use anything from
 * outside themselves. The database is opened and closed each time, so that no connection of ours ever
 * stands in the way of a new version of it.
 */

/** One row of the library's database, or undefined. Only for rows that are plain values. */
export function readRow(page, table, key) {
  return page.evaluate(
    async ([table, key]) => {
      const settled = (request) =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const database = await settled(indexedDB.open('linkshot'))
      const row = await settled(database.transaction(table).objectStore(table).get(key))
      database.close()
      return row
    },
    [table, key],
  )
}

/**
 * A stored body, unpacked.
 * @returns {Promise<{ type: string, stored: number, bytes: Buffer } | undefined>}
 */
export async function readBody(page, hash) {
  const found = await page.evaluate(async (hash) => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('linkshot'))
    const row = await settled(database.transaction('blobs').objectStore('blobs').get(hash))
    database.close()
    if (!row) return undefined
    const packed = new Blob([row.body])
    const stream =
      row.encoding === 'gzip'
        ? packed.stream().pipeThrough(new DecompressionStream('gzip'))
        : packed.stream()
    const reader = new FileReader()
    const raw = await new Response(stream).blob()
    await new Promise((resolve) => {
      reader.onload = resolve
      reader.readAsDataURL(raw)
    })
    const base64 = String(reader.result).split(',')[1] ?? ''
    return { type: row.type, stored: row.stored, base64 }
  }, hash)
  if (!found) return undefined
  return { type: found.type, stored: found.stored, bytes: Buffer.from(found.base64, 'base64') }
}
