/**
 * What the library holds by kind, in bytes as stored. Rows are counted as the JSON they would be.
 * @param {import('puppeteer-core').Page} page a page of the extension
 */
export function libraryBytes(page) {
  return page.evaluate(async () => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('linkshot'))
    const all = (table) => settled(database.transaction(table).objectStore(table).getAll())
    const [blobs, texts, thumbs, snapshots] = await Promise.all(
      ['blobs', 'texts', 'thumbs', 'snapshots'].map(all),
    )
    database.close()
    const pictures = new Set(snapshots.map(({ screenshot }) => screenshot))
    const sizes = { bodies: 0, layout: 0, screenshots: 0, thumbnails: 0, texts: 0, rows: 0 }
    for (const { hash, type, stored } of blobs) {
      if (pictures.has(hash)) sizes.screenshots += stored
      else if (type === 'application/x-linkshot-boxes') sizes.layout += stored
      else sizes.bodies += stored
    }
    for (const { body } of texts) sizes.texts += body.byteLength
    for (const { picture } of thumbs) sizes.thumbnails += picture.size
    for (const row of snapshots) sizes.rows += JSON.stringify(row).length
    return sizes
  })
}

export const sumOf = (sizes) => Object.values(sizes).reduce((sum, each) => sum + each, 0)
