import { putSettings, seedLibrary } from '../../../scripts/lib/seed-library.mjs'

const BATCH = 5000

/** Links whose pages are drawn; others have copies of their pictures, as drawing takes a second each. */
const PICTURED = 60

/** So many links have a picture and a version of their own: more than are scrolled over here. */
const KEPT = 4000

/**
 * Fills the library with links of 2,000 sites, three tags each of those there are. Few tags are on many links,
 * most on few, as it is in libraries that grew.
 * @param {import('puppeteer-core').Page} page any page of the extension
 */
export async function seedManyLinks(page, count, tags) {
  await seedLibrary(page, PICTURED, { tags })
  await putSettings(page, { language: 'en', welcomed: true })
  for (let from = PICTURED; from < count; from += BATCH)
    await page.evaluate(writeLinks, { from, to: Math.min(count, from + BATCH), tags, PICTURED })
  await page.evaluate(writeVersions, { from: PICTURED, to: Math.min(count, KEPT), PICTURED })
}

/** Runs in the page: gives links a picture and a version with as many parts as pages have. */
async function writeVersions({ from, to, PICTURED: pictured }) {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const stores = ['thumbs', 'snapshots'].map((name) =>
    database.transaction(name, 'readwrite').objectStore(name),
  )
  const [thumbs, snapshots] = await Promise.all(stores.map((store) => settled(store.getAll())))
  const pictures = await Promise.all(
    thumbs.slice(0, pictured).map((row) => row.picture.arrayBuffer()),
  )
  const transaction = database.transaction(['thumbs', 'snapshots'], 'readwrite')
  const hash = (n) => String(n).padStart(64, 'a')
  for (let n = from; n < to; n += 1) {
    const uid = `30000000-0000-4000-8000-${String(n).padStart(12, '0')}`
    const picture = new Blob([pictures[n % pictures.length]], { type: 'image/jpeg' })
    transaction.objectStore('thumbs').put({ snapshot: uid, picture })
    const resources = Array.from({ length: 60 }, (_, part) => ({
      cid: `r${part}`,
      kind: 'image',
      url: `https://cdn.example.com/${n}/pictures/large/${part}.webp`,
      type: 'image/webp',
      hash: hash(n * 100 + part),
      bytes: 20_000,
    }))
    transaction.objectStore('snapshots').put({ ...snapshots[0], uid, linkId: n, resources })
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  database.close()
}

/** Runs in the page: writes links older than all there are. */
async function writeLinks({ from, to, tags, PICTURED: pictured }) {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await settled(indexedDB.open('linkshot'))
  const transaction = database.transaction('links', 'readwrite')
  const store = transaction.objectStore('links')
  const oldest = Date.now() - 60 * 86_400_000
  const uid = (n) => `20000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const STATES = ['inbox', 'inbox', 'inbox', 'read', 'read', 'archived', 'inbox', 'read']
  for (let n = from; n < to; n += 1) {
    const at = oldest - n * 600_000
    // Three numbers of a series that never repeats, most of them small.
    const tagOf = (seed) => 1 + Math.floor(tags * ((n * seed) % 1) ** 2)
    const held = [...new Set([0.618034, 0.754878, 0.569841].map(tagOf))]
    const url = `https://site-${(n * 7919) % 2000}.example.com/articles/${n}?from=bench`
    const chinese = n % 10 < 3
    store.put({
      id: at * 1024 + (n % 1024),
      uid: uid(n),
      url,
      urlKey: url.slice('https://'.length),
      canonical: '',
      similarKeys: [`example/${n}`],
      title: chinese
        ? `第 ${n} 篇：怎样把网页留在自己手里`
        : `Article ${n}: how to keep what you read`,
      lang: chinese ? 'zh' : 'en',
      note: n % 9 === 0 ? 'A thought of mine about it, a line long' : '',
      state: n % 50 === 7 ? 'trash' : STATES[n % 8],
      stateBeforeTrash: 'inbox',
      starred: n % 11 === 0 ? 1 : 0,
      tags: held,
      icon: n % 3 === 2 ? '' : String(n % pictured).padStart(64, 'f'),
      createdAt: at,
      updatedAt: at,
      latest: `30000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      versions: 1,
    })
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
  })
  database.close()
}
