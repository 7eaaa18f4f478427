/**
 * What the library holds by kind, in bytes as stored. Rows are counted as the JSON they would be: those of
 * snapshots, links and what undo needs.
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
    const [blobs, texts, thumbs, snapshots, links, journal] = await Promise.all(
      ['blobs', 'texts', 'thumbs', 'snapshots', 'links', 'journal'].map(all),
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
    for (const row of [...snapshots, ...links, ...journal])
      sizes.rows += new TextEncoder().encode(JSON.stringify(row)).length
    return sizes
  })
}

/**
 * Bodies by what pages use them for, in bytes as stored, and the heaviest of them.
 * @param {import('puppeteer-core').Page} page a page of the extension
 */
export function bodiesByUse(page) {
  return page.evaluate(async () => {
    const settled = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('linkshot'))
    const all = (table) => settled(database.transaction(table).objectStore(table).getAll())
    const [blobs, snapshots] = await Promise.all(['blobs', 'snapshots'].map(all))
    database.close()
    const uses = new Map()
    for (const { frames, resources } of snapshots) {
      for (const { html, url } of frames) uses.set(html, { use: 'document', url })
      for (const { hash, kind, url } of resources) uses.set(hash, { use: kind, url })
    }
    const sums = {}
    const bodies = []
    for (const { hash, bytes, stored } of blobs) {
      const { use, url } = uses.get(hash) ?? { use: '', url: '' }
      if (!use) continue
      sums[use] = (sums[use] ?? 0) + stored
      bodies.push({ use, url, bytes, stored })
    }
    return { sums, heaviest: bodies.sort((a, b) => b.stored - a.stored).slice(0, 8) }
  })
}

export const sumOf = (sizes) => Object.values(sizes).reduce((sum, each) => sum + each, 0)
