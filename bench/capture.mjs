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
import { gzipParts, storedBytes } from './lib/stored-bytes.mjs'

/**
 * Keeping a page beside the least it could cost (the browser's own MHTML, hashed, packed and stored by an
 * extension), that writer alone and the bare DOM as a string, on the same loaded page, in turns. Rounds go
 * over all sizes, so that a busy moment of the machine hits all of them. Ratios are medians of those of rounds.
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
async function measure(session, url, round) {
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
      const pageHeap = await watchHeap(client)
      const workerHeap = await watchHeap(await workerClient(session))
      const kept = await keepTab(session, tabId, [])
      found.snapshot = await waitComplete(session, kept.snapshot)
      found.pageHeap = await pageHeap()
      found.workerHeap = await workerHeap()
    },
  ]
  try {
    await loadPage(session, page, url)
    for (const way of inTurn(ways, round)) await way()
  } finally {
    await page.close()
  }
  found.stored = await storedBytes(session.control, found.snapshot)
  return found
}

async function workerClient({ browser, id }) {
  const isWorker = (target) => target.type() === 'service_worker' && target.url().includes(id)
  const target = await browser.waitForTarget(isWorker)
  return target.createCDPSession()
}

function figuresOf(runs) {
  const of = (read) => median(runs.map(read))
  const timing = (name) => of(({ snapshot }) => snapshot.timings[name])
  return {
    picture: timing('picture'),
    more: of(({ snapshot: { timings } }) => timings.ack - timings.picture),
    complete: timing('complete'),
    script: timing('page'),
    longest: timing('longestTask'),
    floor: of((run) => run.floor),
    mhtml: of((run) => run.mhtml),
    bare: of((run) => run.outerHTML),
    toFloor: of((run) => run.snapshot.timings.complete / run.floor),
    toMhtml: of((run) => run.snapshot.timings.complete / run.mhtml),
    toBare: of((run) => run.snapshot.timings.page / run.outerHTML),
    pageHeap: of((run) => run.pageHeap),
    workerHeap: of((run) => run.workerHeap),
  }
}

function timeRow(size, runs) {
  const f = figuresOf(runs)
  const times = [f.picture, f.more, f.complete, f.script, f.longest, f.floor, f.mhtml, f.bare]
  const ratios = [f.toFloor, f.toMhtml, f.toBare]
  return [describe(size), ...times.map(ms), ...ratios.map((each) => ratio(each, 1))]
}

const TIME_HEAD =
  'page|picture, ms|saved: ms after it|complete, ms|script, ms|its longest task, ms|floor, ms|MHTML, ms|outerHTML, ms|complete : floor|complete : MHTML|script : outerHTML'

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
    const kept = await keepTab(session, tabId, [])
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
  'page|html, kB gz|css|images|fonts|sum|stored, kB|stored : sum|screenshot (PNG), kB|thumbnail, kB|missing'

const missing = (runs) => String(Math.max(...runs.map((run) => run.snapshot.missing.length)))

const describe = ({ elements, rules, resources }) =>
  `${elements} elements, ${rules} rules, ${resources} resources`

const keyOf = (size, round) => `${size.name}-${round}`

const pages = new Map([['warm-up', makePage(SIZES[0], ROUNDS)]])
for (let round = 0; round < ROUNDS; round += 1)
  for (const size of SIZES) pages.set(keyOf(size, round), makePage(size, round))

const server = await servePages(pages)
const session = await openSession({ viewport: { width: 1280, height: 800 } })
const runs = new Map(SIZES.map((size) => [size, []]))
let network = ''
try {
  // One page beforehand: the first capture of a fresh worker pays for loading it.
  await measure(session, `${server.origin}/warm-up/`, 0)
  for (let round = 0; round < ROUNDS; round += 1)
    for (const size of SIZES)
      runs.get(size).push(await measure(session, `${server.origin}/${keyOf(size, round)}/`, round))
  network = await networkTable(session)
} finally {
  await session.close()
  server.close()
}

const tableOf = (head, row) =>
  markdown([head.split('|'), ...SIZES.map((size) => row(size, runs.get(size)))])
const scriptOf = (name) => figuresOf(runs.get(SIZES.find((size) => size.name === name))).script

say(`Medians of ${ROUNDS} rounds; load time left out.\n`)
say(tableOf(TIME_HEAD, timeRow))
say(
  `\nFrom 7,500 to 50,000 elements the page script takes ${ratio(scriptOf('huge'), scriptOf('large'))} as long.\n`,
)
say(tableOf('page|heap of the page grew by, kB|of the worker, kB', heapRow))
say(`\nRequests while a page with a picture of each kind was kept:\n\n${network}\n`)
say(tableOf(SIZE_HEAD, (size, all) => sizeRow(size, pages.get(keyOf(size, 0)), all)))
