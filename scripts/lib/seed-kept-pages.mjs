/**
 * Fills the library of a running extension with kept pages, straight into its database: each with a
 * document, a style sheet, images of its own, images all pages share, a picture, its text and a thumbnail.
 * All bodies are what their hashes say.
 * @param {import('puppeteer-core').Page} page any page of the extension
 * @param {{ count: number, kilobytes?: number }} options `kilobytes` of images and picture a page
 */
export async function seedKeptPages(page, { count, kilobytes = 200 }) {
  const BATCH = 50
  for (let from = 0; from < count; from += BATCH)
    await page.evaluate(writePages, from, Math.min(count, from + BATCH), kilobytes)
}

/** Runs in the page. */
async function writePages(from, to, kilobytes) {
  const encode = (text) => new TextEncoder().encode(text)
  const hex = (buffer) =>
    [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const sha256 = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes))
  const gzip = (bytes) =>
    new Response(
      new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer()
  // The same numbers for the same page, and nothing a packer could make smaller.
  const noise = (seed, size) => {
    const bytes = new Uint8Array(size)
    let state = seed * 2654435761 + 1
    for (let at = 0; at < size; at++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      bytes[at] = state >>> 24
    }
    return bytes
  }
  const tables = { links: [], snapshots: [], blobs: new Map(), texts: [], thumbs: [] }
  const put = async (bytes, type, packed) => {
    const hash = await sha256(bytes)
    const stored = packed ? await gzip(bytes) : bytes.buffer
    const body = stored.byteLength < 1_048_576 ? stored : new Blob([stored])
    const sizes = { bytes: bytes.length, stored: stored.byteLength }
    tables.blobs.set(hash, { hash, type, encoding: packed ? 'gzip' : 'identity', body, ...sizes })
    return { hash, bytes: bytes.length }
  }
  const uid = (n) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const at0 = Date.UTC(2026, 10, 1)
  for (let n = from; n < to; n++) {
    const url = `https://example.com/kept/${n}`
    const at = at0 + n * 60_000
    const resources = []
    const image = async (cid, bytes, type = 'image/png') => {
      const made = await put(bytes, type, false)
      resources.push({ cid, kind: 'image', url: `${url}/${cid}`, type, ...made })
    }
    for (let i = 0; i < 3; i++) await image(`own${i}`, noise(n * 10 + i, kilobytes * 200))
    for (let i = 0; i < 3; i++) await image(`shared${i}`, noise(i + 7_000_000, 20_000))
    const css = `body{font:16px/1.6 serif} .c${n % 9}{color:#234} ${'p{margin:1em}'.repeat(300)}`
    const sheet = await put(encode(css), 'text/css', true)
    resources.push({ cid: 'style', kind: 'style', url: `${url}/s.css`, type: 'text/css', ...sheet })
    const title = n % 3 ? `第 ${n} 篇：山中与裴秀才迪书` : `Page ${n}: a long walk`
    const words = `近腊月下，景气和畅，故山殊可过。The quick brown fox, page ${n}. `.repeat(120)
    const images = resources.filter((each) => each.kind === 'image')
    const html = `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="cid:style"></head><body><h1>${title}</h1>${images.map(({ cid }) => `<img src="cid:${cid}" alt="">`).join('')}<p>${words}</p></body></html>`
    const document = await put(encode(html), 'text/html', true)
    const picture = await put(noise(n + 5_000_000, kilobytes * 400), 'image/jpeg', false)
    const text = encode(words)
    const textHash = await sha256(text)
    const id = at * 1024
    tables.texts.push({ hash: textHash, body: await gzip(text), length: words.length })
    tables.thumbs.push({
      snapshot: uid(n),
      picture: new Blob([noise(n, 9000)], { type: 'image/jpeg' }),
    })
    tables.links.push({
      id,
      uid: uid(n + 5_000_000),
      url,
      urlKey: url,
      title,
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
    })
    tables.snapshots.push({
      uid: uid(n),
      format: 1,
      linkId: id,
      url,
      title,
      capturedAt: at,
      trigger: 'popup',
      engine: 'seed',
      viewport: { width: 1280, height: 800, scale: 1 },
      frames: [
        {
          key: '0',
          url,
          title,
          html: document.hash,
          type: 'text/html',
          width: 1280,
          height: 800,
          state: { scrollX: 0, scrollY: 0 },
        },
      ],
      resources,
      missing: [],
      notices: [],
      screenshot: picture.hash,
      text: textHash,
      textLength: words.length,
      score: null,
      status: 'complete',
      deleted: 0,
      timings: { ack: 80, page: 30, longestTask: 12, complete: 400 },
      sizes: { raw: 1, stored: 1, added: 1 },
    })
  }
  const tag = (id, name, parent) => ({
    id,
    uid: uid(9_000_000 + id),
    name,
    nameKey: name.toLowerCase(),
    parent,
    colour: '',
    aliases: [],
    order: id,
  })
  const rows = {
    ...tables,
    blobs: [...tables.blobs.values()],
    tags: [tag(1, '前端', 0), tag(2, 'React', 1)],
  }
  const done = (request, event) =>
    new Promise((resolve, reject) => {
      request[event] = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const database = await done(indexedDB.open('linkshot'), 'onsuccess')
  const transaction = database.transaction(Object.keys(rows), 'readwrite')
  for (const [table, list] of Object.entries(rows))
    for (const row of list) transaction.objectStore(table).put(row)
  await done(transaction, 'oncomplete')
  database.close()
}
