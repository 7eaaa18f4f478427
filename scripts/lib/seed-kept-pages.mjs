const BATCH = 25
const START = Date.UTC(2026, 10, 1)
const ALL = { total: 1, kept: 1 }

/**
 * Fills the library of a running extension with kept pages, straight into its database: each with a
 * document, a style sheet, images of its own, images all pages share, a picture, its text and a thumbnail.
 * All bodies are what their hashes say.
 * @param {import('puppeteer-core').Page} page any page of the extension
 * @param {{ count: number, kilobytes?: number }} options `kilobytes` of images and picture a page
 */
export async function seedKeptPages(page, { count, kilobytes = 200 }) {
  await page.evaluate(writeRows, { tags: [tagRow(1, '前端', 0), tagRow(2, 'React', 1)] })
  for (let from = 0; from < count; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => from + n)
    const bodies = numbers.map((n) => bodiesOf(n, kilobytes))
    const stored = await page.evaluate(storeBodies, bodies)
    const links = numbers.map(linkRow)
    const snapshots = numbers.map((n, index) => snapshotRow(links[index], n, stored[index]))
    await page.evaluate(writeRows, { links, snapshots })
  }
}

const uid = (n) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const urlOf = (n) => `https://example.com/kept/${n}`
const titleOf = (n) => (n % 3 ? `第 ${n} 篇：山中与裴秀才迪书` : `Page ${n}: a long walk`)

/** What a page is made of: text, or so many bytes that nothing can pack. */
function bodiesOf(n, kilobytes) {
  const image = (cid, seed, size) => ({ use: 'image', cid, type: 'image/png', noise: [seed, size] })
  const images = [0, 1, 2].flatMap((i) => [
    image(`own${i}`, n * 10 + i, kilobytes * 200),
    image(`shared${i}`, 7_000_000 + i, 20_000),
  ])
  const words = `近腊月下，景气和畅，故山殊可过。The quick brown fox, page ${n}. `.repeat(120)
  const css = `body{font:16px/1.6 serif} .c${n % 9}{color:#234} ${'p{margin:1em}'.repeat(300)}`
  const tags = images.map(({ cid }) => `<img src="cid:${cid}" alt="">`).join('')
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>${titleOf(n)}</title><link rel="stylesheet" href="cid:style"></head><body><h1>${titleOf(n)}</h1>${tags}<p>${words}</p></body></html>`
  return [
    { use: 'document', type: 'text/html', text: html },
    { use: 'style', cid: 'style', type: 'text/css', text: css },
    ...images,
    { use: 'picture', type: 'image/jpeg', noise: [5_000_000 + n, kilobytes * 400] },
    { use: 'words', text: words },
    { use: 'thumb', snapshot: uid(n), noise: [n, 9000] },
  ]
}

const tagRow = (id, name, parent) => ({
  id,
  uid: uid(9_000_000 + id),
  name,
  nameKey: name.toLowerCase(),
  parent,
  colour: '',
  aliases: [],
  order: id,
})

function linkRow(n) {
  const at = START + n * 60_000
  return {
    id: at * 1024,
    uid: uid(n + 5_000_000),
    url: urlOf(n),
    urlKey: urlOf(n),
    canonical: '',
    similarKeys: [urlOf(n).replace('https:', '')],
    title: titleOf(n),
    lang: '',
    note: n % 4 ? '' : '读到第三节',
    state: 'inbox',
    stateBeforeTrash: 'inbox',
    starred: n % 5 ? 0 : 1,
    tags: n % 2 ? [1, 2] : [],
    icon: '',
    createdAt: at,
    updatedAt: at,
    latest: uid(n),
    versions: 1,
  }
}

function snapshotRow(link, n, stored) {
  const hashOf = (use) => stored.find((body) => body.use === use).hash
  const resources = stored
    .filter(({ cid }) => cid)
    .map(({ cid, use, type, hash, bytes }) => {
      return { cid, kind: use, url: `${link.url}/${cid}`, type, hash, bytes }
    })
  const { url, title } = link
  const size = { width: 1280, height: 800 }
  const state = { scrollX: 0, scrollY: 0 }
  return {
    uid: uid(n),
    format: 1,
    linkId: link.id,
    url,
    title,
    capturedAt: link.createdAt,
    trigger: 'popup',
    engine: 'seed',
    viewport: { ...size, scale: 1 },
    frames: [{ key: '0', url, title, html: hashOf('document'), type: 'text/html', ...size, state }],
    resources,
    missing: [],
    notices: [],
    screenshot: hashOf('picture'),
    text: hashOf('words'),
    textLength: 4000,
    score: 1,
    verification: { boxes: ALL, resources: ALL, differences: [], differing: 0 },
    status: 'complete',
    deleted: 0,
    timings: { ack: 80, page: 30, longestTask: 12, complete: 400 },
    sizes: { raw: 1, stored: 1, added: 1 },
  }
}

/** Runs in the page: puts rows of plain values. */
async function writeRows(tables) {
  const done = (request, event) =>
    new Promise((resolve, reject) => {
      request[event] = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('linkshot'), 'onsuccess')
  const transaction = database.transaction(Object.keys(tables), 'readwrite')
  for (const [table, rows] of Object.entries(tables))
    for (const row of rows) transaction.objectStore(table).put(row)
  await done(transaction, 'oncomplete')
  database.close()
}

/** Runs in the page: makes bodies, stores them where they belong, and gives each its hash and length. */
async function storeBodies(pages) {
  // The same bytes for the same seed, and nothing a packer could make smaller.
  const noise = ([seed, size]) => {
    const bytes = new Uint8Array(size)
    let state = seed * 2654435761 + 1
    for (let at = 0; at < size; at++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      bytes[at] = state >>> 24
    }
    return bytes
  }
  const hashOf = async (bytes) => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  const gzip = (bytes) =>
    new Response(
      new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer()
  const make = async ({ text, ...body }) => {
    const bytes = text === undefined ? noise(body.noise) : new TextEncoder().encode(text)
    const hash = await hashOf(bytes)
    const stored = text === undefined ? bytes.buffer : await gzip(bytes)
    return { ...body, hash, bytes: bytes.length, stored, encoding: text ? 'gzip' : 'identity' }
  }
  const rowOf = ({ use, hash, type, encoding, bytes, stored, snapshot }) => {
    if (use === 'words') return ['texts', { hash, body: stored, length: 4000 }]
    if (use === 'thumb')
      return ['thumbs', { snapshot, picture: new Blob([stored], { type: 'image/jpeg' }) }]
    const body = stored.byteLength < 1_048_576 ? stored : new Blob([stored])
    return ['blobs', { hash, type, encoding, body, bytes, stored: stored.byteLength }]
  }
  const made = []
  for (const bodies of pages) made.push(await Promise.all(bodies.map(make)))
  const database = await new Promise((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => resolve(opening.result)
  })
  const transaction = database.transaction(['blobs', 'texts', 'thumbs'], 'readwrite')
  for (const body of made.flat()) {
    const [table, row] = rowOf(body)
    transaction.objectStore(table).put(row)
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
  })
  database.close()
  return made.map((bodies) => bodies.map(({ stored: _stored, ...rest }) => rest))
}
