import { db } from '../../../utils/db/database.ts'
import '../../../utils/db/track-library.ts'
import { openIndex } from '../../../utils/search/index/open-index.ts'
import { runIndexer } from '../../../utils/search/index/run-indexer.ts'
import { gzip, sha256 } from '../../../utils/shared/bytes.ts'
import { serve, timed } from './serve.mjs'
import { textOf, urlOf, versionOf } from './texts.mjs'

const AT = 1_700_000_000_000
const encoder = new TextEncoder()

const linkOf = (n, text) => {
  const url = urlOf(n)
  return {
    id: (AT + n * 1000) * 1024,
    uid: `link-${n}`,
    url,
    urlKey: url,
    canonical: '',
    similarKeys: [],
    title: text.slice(0, 60),
    lang: '',
    note: '',
    state: 'inbox',
    stateBeforeTrash: 'inbox',
    starred: 0,
    tags: [],
    icon: '',
    createdAt: AT + n * 1000,
    updatedAt: AT + n * 1000,
    latest: `version-${n}`,
    versions: 1,
  }
}

async function pageOf(n, text, age = 0) {
  const raw = encoder.encode(text)
  const hash = await sha256(raw)
  const version = {
    uid: age === 0 ? `version-${n}` : `version-${n}-${age}`,
    linkId: linkOf(n, text).id,
    text: hash,
    capturedAt: AT + n * 1000 - age,
    deleted: 0,
  }
  return {
    link: linkOf(n, text),
    version,
    text: { hash, body: await gzip(raw), length: text.length },
  }
}

const put = (pages) =>
  db.transaction('rw', db.links, db.snapshots, db.texts, async () => {
    await db.texts.bulkPut(pages.map(({ text }) => text))
    await db.links.bulkPut(pages.map(({ link }) => link))
    await db.snapshots.bulkPut(pages.map(({ version }) => version))
  })

let floor

/** A database of nothing but texts: the least that keeping one costs. */
function openFloor() {
  floor ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open('floor', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('texts', { keyPath: 'n' })
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  return floor
}

async function putFloor(n, text) {
  const body = await gzip(encoder.encode(text))
  const transaction = (await openFloor()).transaction('texts', 'readwrite')
  transaction.objectStore('texts').put({ n, body })
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
}

serve({
  /** Fills the library; nothing of it is measured. @returns bytes of text */
  async fill(from, to, texts) {
    let bytes = 0
    const pages = []
    for (let n = from; n < to; n++) {
      const text = texts?.[n - from] ?? textOf(n)
      bytes += encoder.encode(text).length
      // Other threads pack while texts are made.
      pages.push(pageOf(n, text))
    }
    await put(await Promise.all(pages))
    return bytes
  },
  /** Links with several versions. @returns bytes of the text of the newest ones, and of all */
  async fillVersions(from, to, versions) {
    const bytes = { newest: 0, all: 0 }
    for (let n = from; n < to; n++) {
      const texts = Array.from({ length: versions }, (_, age) => versionOf(n, age))
      const sizes = texts.map((text) => encoder.encode(text).length)
      bytes.newest += sizes[0]
      bytes.all += sizes.reduce((sum, size) => sum + size, 0)
      const pages = await Promise.all(texts.map((text, age) => pageOf(n, text, age)))
      const [{ link }] = pages
      await put(pages.map((page) => ({ ...page, link: { ...link, versions } })))
    }
    return bytes
  },
  /** Whether older versions are searched, too: the next build has them. */
  searchOld: (value) => db.settings.put({ key: 'searchOldVersions', value }).then(() => true),
  build: (postings) => timed(() => runIndexer(postings ? { postings } : {})),
  async sizes() {
    let blocks = 0
    for (const { bytes } of await db.indexSegments.toArray()) blocks += bytes
    const docs = await db.indexDocs.toArray()
    const links = docs.reduce(
      (sum, { ids, lengths }) => sum + ids.byteLength + lengths.byteLength,
      0,
    )
    const { documents } = await openIndex().totals()
    return { bytes: blocks + links, segments: docs.length, documents }
  },
  /** One text of 30 kB in three ways: what it takes at least, what it takes to keep it, and to index it then. */
  async save(n) {
    const text = textOf(n, 30_000)
    const least = await timed(() => putFloor(n, text))
    const kept = await timed(async () => put([await pageOf(n, text)]))
    const indexed = await timed(() => runIndexer())
    return { least, kept, indexed }
  },
})
