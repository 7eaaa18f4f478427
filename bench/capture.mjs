import { keepTab, waitComplete } from '../scripts/lib/keep-page.mjs'
import { loadPage } from '../scripts/lib/load-page.mjs'
import { say } from '../scripts/lib/log.mjs'
import { openWindow } from '../scripts/lib/open-window.mjs'
import { openSession } from '../scripts/lib/session.mjs'
import { kB, markdown, median, ms, ratio } from './lib/figures.mjs'
import { makePage, SIZES } from './lib/pages.mjs'
import { servePages } from './lib/serve-pages.mjs'
import { gzipParts, storedBytes } from './lib/stored-bytes.mjs'

/**
 * Keeping a page beside Chromium's own MHTML writer and the bare DOM as a string, on the same loaded
 * page, in turns. Rounds go over all sizes, so that a busy moment of the machine hits all of them.
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
      const kept = await keepTab(session, tabId, [])
      found.snapshot = await waitComplete(session, kept.snapshot)
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

function timeRow(size, runs) {
  const of = (read) => median(runs.map(read))
  const ack = of((run) => run.snapshot.timings.ack)
  const complete = of((run) => run.snapshot.timings.complete)
  const script = of((run) => run.snapshot.timings.page)
  const mhtml = of((run) => run.mhtml)
  const bare = of((run) => run.outerHTML)
  return [
    describe(size),
    ms(ack),
    ms(complete),
    ms(script),
    ms(mhtml),
    ms(bare),
    ratio(ack, mhtml),
    ratio(complete, mhtml),
    ratio(script, bare),
  ]
}

const TIME_HEAD =
  'page|saved, ms|complete, ms|page script, ms|MHTML, ms|outerHTML, ms|saved : MHTML|complete : MHTML|script : outerHTML'

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
try {
  // One page beforehand: the first capture of a fresh worker pays for loading it.
  await measure(session, `${server.origin}/warm-up/`, 0)
  for (let round = 0; round < ROUNDS; round += 1)
    for (const size of SIZES)
      runs.get(size).push(await measure(session, `${server.origin}/${keyOf(size, round)}/`, round))
} finally {
  await session.close()
  server.close()
}

say(`Medians of ${ROUNDS} rounds; load time left out.\n`)
say(markdown([TIME_HEAD.split('|'), ...SIZES.map((size) => timeRow(size, runs.get(size)))]))
say()
const firstOf = (size) => pages.get(keyOf(size, 0))
say(
  markdown([
    SIZE_HEAD.split('|'),
    ...SIZES.map((size) => sizeRow(size, firstOf(size), runs.get(size))),
  ]),
)
