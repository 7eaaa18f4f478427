import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ask } from '../scripts/lib/extension-page.mjs'
import { keepTab, waitComplete } from '../scripts/lib/keep-page.mjs'
import { loadPage } from '../scripts/lib/load-page.mjs'
import { say } from '../scripts/lib/log.mjs'
import { openWindow } from '../scripts/lib/open-window.mjs'
import { serveFolder } from '../scripts/lib/serve-folder.mjs'
import { openSession } from '../scripts/lib/session.mjs'
import { fetchSites, SITES_FOLDER } from '../tests/fidelity/run/fetch-sites.ts'
import { saveWithSingleFile } from '../tests/fidelity/run/single-file.ts'
import { kB, markdown } from './lib/figures.mjs'
import { libraryBytes, sumOf } from './lib/library-bytes.mjs'
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

const peer = findPeer()

async function keep(session, url) {
  const { page, tabId } = await openWindow(session)
  try {
    await loadPage(session, page, url)
    const { snapshot } = await keepTab(session, tabId, [])
    return await waitComplete(session, snapshot)
  } finally {
    await page.close()
  }
}

async function withSession(work) {
  const session = await openSession({ viewport: VIEWPORT })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}

/** Bytes of what SingleFile makes of the pages, packed; 0 where it isn't here. */
async function peerBytes(urls) {
  if (!peer) return 0
  const folder = mkdtempSync(join(tmpdir(), 'linkshot-bench-'))
  const saved = await saveWithSingleFile(peer, urls, folder, VIEWPORT)
  rmSync(folder, { recursive: true, force: true })
  return [...saved.values()].reduce((sum, file) => sum + gzipSync(file).length, 0)
}

const share = (part, whole) => (whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '–')

async function seriesRow(session, origin, { name, paths, most }) {
  const urls = paths.map((path) => origin + path)
  for (const url of urls) await keep(session, url)
  const sizes = await libraryBytes(session.control)
  const theirs = await peerBytes(urls)
  return [
    name,
    ...Object.values(sizes).map(kB),
    theirs ? kB(theirs) : '–',
    share(sizes.bodies, theirs),
    most ? `${100 * most} %` : '',
  ]
}

const KINDS = ['bodies', 'layout', 'screenshots', 'thumbnails', 'texts', 'rows']
const HEAD = [
  'pages',
  ...KINDS.map((kind) => `${kind}, kB`),
  'SingleFile, kB gz',
  'bodies',
  'aimed at',
]

/** What each further version of a page adds, all counted. */
async function versionsTable(session, url) {
  const rows = []
  let before = sumOf(await libraryBytes(session.control))
  let first = 0
  for (let version = 1; version <= 10; version++) {
    await keep(session, url)
    const now = sumOf(await libraryBytes(session.control))
    first ||= now - before
    rows.push([String(version), kB(now - before), share(now - before, first)])
    before = now
  }
  return markdown([['version', 'added, kB', 'of the first'], ...rows])
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
const server = await serveFolder(SITES_FOLDER)
const there = sites.filter(({ path }) => existsSync(join(SITES_FOLDER, path)))
const many = { name: `${there.length} pages of many sites`, paths: there.map(({ path }) => path) }
const rows = []
const more = []
try {
  for (const series of [...SERIES, many])
    await withSession(async (session) => {
      rows.push(await seriesRow(session, server.origin, series))
      if (series === many) more.push(await bytesLeft(session))
    })
  await withSession(async (session) => {
    const [path] = SERIES[0].paths
    more.push(await versionsTable(session, server.origin + path))
  })
} finally {
  server.close()
}

say(markdown([HEAD, ...rows]))
say(`\n${more.join('\n\n')}\n`)
