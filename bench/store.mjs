import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ask } from '../scripts/lib/extension-page.mjs'
import { keepPage } from '../scripts/lib/keep-page.mjs'
import { say } from '../scripts/lib/log.mjs'
import { serveFolder } from '../scripts/lib/serve-folder.mjs'
import { openSession } from '../scripts/lib/session.mjs'
import { fetchSites, SITES_FOLDER } from '../tests/fidelity/run/fetch-sites.ts'
import { saveWithSingleFile } from '../tests/fidelity/run/single-file.ts'
import { kB, markdown } from './lib/figures.mjs'
import { bodiesByUse, libraryBytes, sumOf } from './lib/library-bytes.mjs'
import { servedParts } from './lib/served-parts.mjs'
import { findPeer } from './lib/single-file-time.mjs'

/**
 * What kept pages weigh: pages of one site, one page kept again and again, pages of many sites, each in a
 * library of its own, and what is left of them once they are deleted. LINKSHOT_SINGLE_FILE names a folder
 * where single-file-cli is installed, to have its files weighed, too.
 */
const VIEWPORT = { width: 1280, height: 800 }
const SB_ADMIN = 'startbootstrap-sb-admin-2@4.1.4'
const ADMIN_LTE = 'admin-lte@3.2.0'
const SB_PAGES =
  'index buttons cards charts tables blank utilities-animation utilities-border utilities-color utilities-other'
const LTE_PAGES = 'starter index3 pages/gallery pages/widgets pages/tables/simple pages/UI/general'

const pagesOf = (name, list) => list.split(' ').map((path) => `/${name}/package/${path}.html`)

const SERIES = [
  { name: 'ten pages of sb-admin-2', paths: pagesOf(SB_ADMIN, SB_PAGES), most: 0.25 },
  { name: 'six pages of AdminLTE', paths: pagesOf(ADMIN_LTE, LTE_PAGES), most: 0.65 },
]

/** Pages that are kept again and again: one with much in it, and one with hardly anything. */
const VERSIONED = [SERIES[0].paths[0], '/uikit@3.21.6/package/tests/text.html']
/** Charts draw themselves in the first second: until then the page is not the same twice. */
const REST_MS = 3000

const peer = findPeer()

async function withSession(work) {
  const session = await openSession({ viewport: VIEWPORT })
  // What is stored unless somebody chose otherwise.
  await ask(session.control, 'set-setting', { key: 'screenshotFormat', value: 'jpeg' })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** Bytes of what SingleFile makes of the pages, packed, and how many it made; 0 where it isn't here. */
async function peerBytes(urls) {
  if (!peer) return { bytes: 0, files: 0 }
  let bytes = 0
  const done = new Set()
  // One by one, and what failed once more: together they have a time limit that a busy machine misses.
  for (const url of [...urls, ...urls]) {
    if (done.has(url)) continue
    const folder = mkdtempSync(join(tmpdir(), 'linkshot-bench-'))
    const saved = await saveWithSingleFile(peer, [url], folder, VIEWPORT)
    rmSync(folder, { recursive: true, force: true })
    for (const file of saved.values()) {
      done.add(url)
      bytes += gzipSync(file).length
    }
  }
  return { bytes, files: done.size }
}

const share = (part, whole) => (whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '–')

async function seriesRow(session, { server, parts }, { name, paths, most }) {
  const urls = paths.map((path) => server.origin + path)
  parts.take()
  for (const url of urls) await keepPage(session, url)
  const served = parts.take()
  const sizes = await libraryBytes(session.control)
  const theirs = await peerBytes(urls)
  return [
    name,
    ...Object.values(sizes).map(kB),
    kB(served),
    share(sizes.bodies, served),
    theirs.bytes ? `${kB(theirs.bytes)} in ${theirs.files} of ${urls.length}` : '–',
    theirs.files === urls.length ? share(sizes.bodies, theirs.bytes) : '–',
    most ? `${100 * most} %` : '',
  ]
}

/** What bodies are, and the heaviest of them: where to look if there are too many bytes. */
async function usesOf(session, { name }) {
  const { sums, heaviest } = await bodiesByUse(session.control)
  const uses = Object.entries(sums).sort(([, a], [, b]) => b - a)
  const told = uses.map(([use, bytes]) => `${use} ${kB(bytes)}`).join(', ')
  const list = heaviest.map(({ use, url, bytes, stored }) => [use, kB(bytes), kB(stored), url])
  const table = markdown([['heaviest', 'raw, kB', 'stored, kB', 'address'], ...list])
  return `Bodies of ${name}, kB: ${told}\n\n${table}`
}

const KINDS = ['bodies', 'layout', 'screenshots', 'thumbnails', 'texts', 'rows']
const HEAD = [
  'pages',
  ...KINDS.map((kind) => `${kind}, kB`),
  'parts once, kB gz',
  'bodies : parts',
  'SingleFile, kB gz',
  'bodies : SingleFile',
  'aimed at most',
]

/** What each further version of a page adds, all counted. */
async function versionsTable(session, url) {
  const rows = []
  let before = await libraryBytes(session.control)
  let first = 0
  for (let version = 1; version <= 10; version++) {
    await keepPage(session, url, { rest: REST_MS })
    const now = await libraryBytes(session.control)
    const added = sumOf(now) - sumOf(before)
    first ||= added
    const kinds = KINDS.map((kind) => kB(now[kind] - before[kind]))
    rows.push([String(version), ...kinds, kB(added), share(added, first)])
    before = now
  }
  const head = ['version', ...KINDS.map((kind) => `${kind}, kB`), 'all, kB', 'of the first']
  return `${url}, aimed at 5 % at most:\n\n${markdown([head, ...rows])}`
}

/** Deletes all links and ends their undo. */
async function bytesLeft(session) {
  const before = sumOf(await libraryBytes(session.control))
  const linkIds = await session.control.evaluate(async () => {
    const opening = indexedDB.open('linkshot')
    await new Promise((resolve) => {
      opening.onsuccess = resolve
    })
    const keys = opening.result.transaction('links').objectStore('links').getAllKeys()
    await new Promise((resolve) => {
      keys.onsuccess = resolve
    })
    opening.result.close()
    return keys.result
  })
  await ask(session.control, 'delete-links', { linkIds })
  await ask(session.control, 'free-space', {})
  const after = sumOf(await libraryBytes(session.control))
  return `Deleted: ${kB(before)} kB became ${kB(after)} kB.`
}

const sites = await fetchSites([])
const parts = servedParts(SITES_FOLDER)
const server = await serveFolder(SITES_FOLDER, parts.note)
const there = sites.filter(({ path }) => existsSync(join(SITES_FOLDER, path)))
const many = { name: `${there.length} pages of many sites`, paths: there.map(({ path }) => path) }
// Said as it comes: it all takes a quarter of an hour.
try {
  for (const series of [...SERIES, many])
    await withSession(async (session) => {
      const row = await seriesRow(session, { server, parts }, series)
      say(`${markdown([HEAD, row])}\n`)
      say(`${await usesOf(session, series)}\n`)
      if (series === many) say(`${await bytesLeft(session)}\n`)
    })
  for (const path of VERSIONED)
    await withSession(async (session) => {
      say(`${await versionsTable(session, server.origin + path)}\n`)
    })
} finally {
  server.close()
}
