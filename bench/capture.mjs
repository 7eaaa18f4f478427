import { ask } from '../scripts/lib/extension-page.mjs'
import { keepTab, waitComplete } from '../scripts/lib/keep-page.mjs'
import { loadPage } from '../scripts/lib/load-page.mjs'
import { say } from '../scripts/lib/log.mjs'
import { openWindow } from '../scripts/lib/open-window.mjs'
import { openSession } from '../scripts/lib/session.mjs'
import { kB, markdown, median, ms, ratio } from './lib/figures.mjs'
import { storeMhtml } from './lib/floor.mjs'
import { watchHeap } from './lib/heap.mjs'
import { CASES, serveCases } from './lib/network-cases.mjs'
import { makePage, SIZES } from './lib/pages.mjs'
import { servePages } from './lib/serve-pages.mjs'
import { findPeer, timePeer } from './lib/single-file-time.mjs'
import { gzipParts, storedBytes } from './lib/stored-bytes.mjs'

/**
 * Keeping a page beside the least it could cost (the browser's own MHTML, hashed, packed and stored by an
 * extension; with a picture of the tab where we take one), that writer alone and the bare DOM as a string, on the
 * same loaded page, in turns. In a tab that is not in front no picture is taken. Rounds go over all sizes, so that a
 * busy moment of the machine hits all of them. Ratios are medians of those of rounds. LINKSHOT_SINGLE_FILE (or
 * --peers=DIR) names a folder where single-file-cli is installed, to have its time printed as well.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 5)

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Whose turn is first changes with each round: the first may warm up what the next one uses. */
function inTurn(list, round) {
  const start = round % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}

/** One size in one round: every way once, on one loaded page. */
async function measure(session, url, round, { behind = false } = {}) {
  const { page, tabId } = await openWindow(session)
  const client = await page.createCDPSession()
  const found = {}
  const ways = [
    async () => {
      found.outerHTML = await timed(() => page.evaluate(() => document.documentElement.outerHTML))
    },
    async () => {
      found.mhtml = await timed(() => client.send('Page.captureSnapshot', { format: 'mhtml' }))
    },
    async () => {
      found.floor = await storeMhtml(session.control, tabId)
    },
    async () => {
      if (!behind)
        found.floorWithPicture = await storeMhtml(session.control, tabId, { picture: true })
    },
    async () => {
      const pageHeap = await watchHeap(client)
      const workerHeap = await watchHeap(await workerClient(session))
      const started = performance.now()
      const kept = await keepTab(session, tabId)
      found.answered = performance.now() - started
      found.snapshot = await waitComplete(session, kept.snapshot)
      found.pageHeap = await pageHeap()
      found.workerHeap = await workerHeap()
    },
  ]
  try {
    await loadPage(session, page, url)
    if (behind) await putBehind(session, tabId)
    for (const way of inTurn(ways, round)) await way()
  } finally {
    await page.close()
  }
  found.stored = await storedBytes(session.control, found.snapshot)
  return found
}

/** Puts another tab of its window in front. */
const putBehind = (session, tabId) =>
  session.control.evaluate(async (id) => {
    const { windowId } = await chrome.tabs.get(id)
    await chrome.tabs.create({ windowId, url: 'about:blank', active: true })
  }, tabId)

async function workerClient({ browser, id }) {
  const isWorker = (target) => target.type() === 'service_worker' && target.url().includes(id)
  const target = await browser.waitForTarget(isWorker)
  return target.createCDPSession()
}

function figuresOf(runs) {
  const of = (read) => median(runs.map(read))
  const timing = (name) => of(({ snapshot }) => snapshot.timings[name])
  return {
    answered: of((run) => run.answered),
    picture: timing('picture'),
    more: of(({ snapshot: { timings } }) => timings.ack - timings.picture),
    complete: timing('complete'),
    script: timing('page'),
    longest: timing('longestTask'),
    floor: of((run) => run.floor),
    mhtml: of((run) => run.mhtml),
    bare: of((run) => run.outerHTML),
    floorWithPicture: of((run) => run.floorWithPicture),
    toFloor: of((run) => run.snapshot.timings.complete / run.floor),
    toFloorWithPicture: of((run) => run.snapshot.timings.complete / run.floorWithPicture),
    toMhtml: of((run) => run.snapshot.timings.complete / run.mhtml),
    toBare: of((run) => run.snapshot.timings.page / run.outerHTML),
    pageHeap: of((run) => run.pageHeap),
    workerHeap: of((run) => run.workerHeap),
  }
}

function timeRow(size, runs) {
  const f = figuresOf(runs)
  const times = [f.answered, f.picture, f.more, f.complete, f.script, f.longest]
  times.push(f.floorWithPicture, f.floor, f.mhtml, f.bare)
  const ratios = [f.toFloorWithPicture, f.toFloor, f.toMhtml, f.toBare]
  return [describe(size), ...times.map(ms), ...ratios.map((each) => ratio(each, 1))]
}

const TIME_HEAD =
  'page|answered, ms|picture, ms|saved: ms after it|complete, ms|script, ms|its longest task, ms|floor with picture, ms|floor, ms|MHTML, ms|outerHTML, ms|complete : floor with picture|complete : floor|complete : MHTML|script : outerHTML'

function behindRow(size, runs) {
  const f = figuresOf(runs)
  const times = [f.answered, f.complete, f.floor, f.mhtml].map(ms)
  return [describe(size), ...times, ...[f.toFloor, f.toMhtml].map((each) => ratio(each, 1))]
}

const BEHIND_HEAD =
  'page|answered, ms|complete, ms|floor, ms|MHTML, ms|complete : floor|complete : MHTML'

/** SingleFile's time grows with the square of them: on 50,000 nobody would wait for it. */
const PEER_ELEMENTS = 10_000

/** Loading a page is left out of both. */
const peerRows = () =>
  SIZES.filter(({ elements }) => elements <= PEER_ELEMENTS).map((size) => {
    const [run] = runs.get(size)
    const { complete } = run.snapshot.timings
    const times = [complete, run.peer, run.peerImpatient]
    return [
      describe(size),
      ...times.map(ms),
      ...times.slice(1).map((each) => ratio(complete, each)),
    ]
  })

const PEER_HEAD =
  'page|complete, ms|SingleFile, ms|without its wait for lazy images, ms|ours : SingleFile|ours : without the wait'

const heapRow = (size, runs) => {
  const { pageHeap, workerHeap } = figuresOf(runs)
  return [describe(size), kB(pageHeap), kB(workerHeap)]
}

/** What keeping asks a server for again, by how it answers. */
async function networkTable(session) {
  const server = await serveCases()
  const { page, tabId } = await openWindow(session)
  try {
    await loadPage(session, page, `${server.origin}/`)
    server.takeCounts()
    const kept = await keepTab(session, tabId)
    const { missing } = await waitComplete(session, kept.snapshot)
    const counts = server.takeCounts()
    const rows = CASES.map(({ name, most }, at) => [
      name,
      String(counts[at]),
      String(most),
      missing.some(({ url }) => url.includes(`case-${at}`)) ? 'no' : 'yes',
    ])
    return markdown([['answered', 'requests', 'at most', 'kept'], ...rows])
  } finally {
    await page.close()
    server.close()
  }
}

function sizeRow(size, parts, runs) {
  const gzip = gzipParts(parts)
  const sum = Object.values(gzip).reduce((total, each) => total + each, 0)
  const of = (read) => median(runs.map((run) => read(run.stored)))
  const content = of((stored) => stored.content)
  const kinds = ['html', 'css', 'images', 'fonts'].map((kind) => kB(gzip[kind] ?? 0))
  return [
    describe(size),
    ...kinds,
    kB(sum),
    kB(content),
    ratio(content, sum),
    kB(of((stored) => stored.screenshot)),
    kB(of((stored) => stored.thumbnail)),
    missing(runs),
  ]
}

const SIZE_HEAD =
  'page|html, kB gz|css|images|fonts|sum|stored, kB|stored : sum|screenshot, kB|thumbnail, kB|missing'

const missing = (runs) => String(Math.max(...runs.map((run) => run.snapshot.missing.length)))

const describe = ({ elements, rules, resources }) =>
  `${elements} elements, ${rules} rules, ${resources} resources`

const keyOf = (size, round) => `${size.name}-${round}`
const behindKey = (size, round) => `behind-${keyOf(size, round)}`

const pages = new Map([['warm-up', makePage(SIZES[0], ROUNDS)]])
for (let round = 0; round < ROUNDS; round += 1)
  for (const size of SIZES) {
    pages.set(keyOf(size, round), makePage(size, round))
    pages.set(behindKey(size, round), makePage(size, ROUNDS + 1 + round))
  }

const server = await servePages(pages)
const session = await openSession({ viewport: { width: 1280, height: 800 } })
// As people have it: the command line's pictures are PNG.
await ask(session.control, 'set-setting', { key: 'screenshotFormat', value: 'jpeg' })
const runs = new Map(SIZES.map((size) => [size, []]))
const behind = new Map(SIZES.map((size) => [size, []]))
const peer = findPeer()
let network = ''
try {
  // One page beforehand: the first capture of a fresh worker pays for loading it.
  await measure(session, `${server.origin}/warm-up/`, 0)
  for (let round = 0; round < ROUNDS; round += 1)
    for (const size of SIZES) {
      const urlOf = (key) => `${server.origin}/${key}/`
      const found = await measure(session, urlOf(keyOf(size, round)), round)
      if (peer && round === 0 && size.elements <= PEER_ELEMENTS)
        Object.assign(found, await timePeer(peer, urlOf(keyOf(size, round))))
      runs.get(size).push(found)
      const key = behindKey(size, round)
      behind.get(size).push(await measure(session, urlOf(key), round, { behind: true }))
    }
  network = await networkTable(session)
} finally {
  await session.close()
  server.close()
}

const tableOf = (head, row, of = runs) =>
  markdown([head.split('|'), ...SIZES.map((size) => row(size, of.get(size)))])
const scriptOf = (name) => figuresOf(runs.get(SIZES.find((size) => size.name === name))).script

say(`Medians of ${ROUNDS} rounds; load time left out.\n`)
say(tableOf(TIME_HEAD, timeRow))
say(
  `\nIn a tab that is not in front, without a picture:\n\n${tableOf(BEHIND_HEAD, behindRow, behind)}`,
)
if (peer) say(`\nBeside SingleFile:\n\n${markdown([PEER_HEAD.split('|'), ...peerRows()])}`)
say(
  `\nFrom 7,500 to 50,000 elements the page script takes ${ratio(scriptOf('huge'), scriptOf('large'))} as long.\n`,
)
say(tableOf('page|heap of the page grew by, kB|of the worker, kB', heapRow))
say(`\nRequests while a page with a picture of each kind was kept:\n\n${network}\n`)
say(tableOf(SIZE_HEAD, (size, all) => sizeRow(size, pages.get(keyOf(size, 0)), all)))
