import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'vite'
import { ensureBuilt } from '../scripts/lib/build.mjs'
import { openExtensionPage } from '../scripts/lib/extension-page.mjs'
import { launchWithExtension } from '../scripts/lib/launch.mjs'
import { say } from '../scripts/lib/log.mjs'
import { ROOT } from '../scripts/lib/paths.mjs'
import { kB, markdown, median, ms, ratio } from './lib/figures.mjs'
import { heapAtRest, timeToPaint } from './lib/library/opening.mjs'
import { scrollShelf } from './lib/library/scrolling.mjs'
import { seedManyLinks } from './lib/library/seed.mjs'
import { timeOf, timeTags } from './lib/library/timing.mjs'

/**
 * How fast the library is with COUNT links (10,000) and TAGS tags (300), as ratios to floors of the same run; medians of
 * ROUNDS (7). ONLY names some parts: open, heap, kept, tags, scroll.
 */
const COUNT = Number(process.env.COUNT ?? 10_000)
const TAGS = Number(process.env.TAGS ?? 300)
const ROUNDS = Number(process.env.ROUNDS ?? 7)
const ONLY = (process.env.ONLY ?? 'open heap kept tags scroll').split(/[\s,]+/)
/** A page has read all it reads by then, on two slow cores as well. */
const REST_MS = 1500 + COUNT / 15
const VIEWPORT = { width: 1280, height: 800 }

const rows = []
const row = (what, value, floor, share, aimed) => {
  rows.push([what, value, floor, share, aimed])
  say(`${what}: ${value} (${floor}) ${share}, aimed at ${aimed}`)
}

const p95 = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.95)] ?? 0

async function rounds(work) {
  const all = []
  for (let round = 0; round < ROUNDS; round += 1) all.push(await work())
  return all
}

/** The modules that screens read the library with, as one script. */
async function queries() {
  const [{ output }] = [
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        lib: {
          entry: join(ROOT, 'bench/lib/library/in-page.ts'),
          formats: ['iife'],
          name: 'bench',
        },
      },
    }),
  ].flat()
  return output[0].code
}

const heapOf = ({ used, buffers }) => used + buffers

async function measureOpening({ browser, url }) {
  const [blank, empty, first] = [[], [], []]
  // In turns, so that what else the machine does meets all alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    blank.push(await timeToPaint(browser, url('theme.js'), 'blank', 300))
    first.push(await timeToPaint(browser, url('library.html#/all'), 'rows', REST_MS))
    empty.push(
      await timeToPaint(browser, url('library.html#/all?not=1,2,3,4,5,6,7,8,9'), 'rows', REST_MS),
    )
  }
  const [floor, time, none] = [blank, first, empty].map(median)
  row('open, first rows', `${ms(time)} ms`, `${ms(floor)} ms`, ratio(time, floor), '3× / 4×')
  row('open, nine tags excluded', `${ms(none)} ms`, `${ms(floor)} ms`, ratio(none, floor), '')
}

async function measureHeap({ browser, url }, bare) {
  const full = await rounds(() => heapAtRest(browser, url('library.html#/all'), REST_MS))
  const [with_, without] = [full, bare].map((all) => median(all.map(heapOf)))
  row('heap at rest', `${kB(with_)} kB`, `${kB(without)} kB`, ratio(with_, without), '1.3× / 1.5×')
  const nodes = median(full.map((each) => each.nodes))
  const embedder = [full, bare].map((all) => kB(median(all.map((each) => each.embedder))))
  row('nodes at rest', String(nodes), '', '', '2,000')
  row('beside it, in nodes', `${embedder[0]} kB`, `${embedder[1]} kB`, '', '')
}

async function measureKept(page) {
  const [kept, get] = [await timeOf(page, 'kept'), await timeOf(page, 'get')]
  row('is this address kept?', `${ms(kept)} ms`, `${ms(get)} ms`, ratio(kept, get), '2×')
}

async function measureTags(page) {
  const floor = await timeOf(page, 'page')
  const told = `${ms(floor)} ms`
  for (const [what, time, most] of await timeTags(page))
    row(what, `${ms(time)} ms`, told, ratio(time, floor), most)
}

async function measureScrolling({ browser, url }) {
  for (const view of ['list', 'grid', 'compact'])
    for (const [how, step] of Object.entries({ scrolling: 120, flinging: 700 })) {
      const address = url(`library.html#/all?view=${view}`)
      const { frames, nodes } = await scrollShelf(browser, address, { step, frames: 240 })
      row(
        `${how} in ${view}, work a frame`,
        `median ${ms(median(frames))}, p95 ${ms(p95(frames))} ms`,
        `${step} pixels, ${nodes} nodes`,
        '',
        how === 'scrolling' ? 'p95 12 ms, 2,000 nodes' : '',
      )
    }
}

/** Thousands of rows were just written: until the database has put them in order, nothing is as it is later. */
async function settle(page) {
  for (let tries = 0; tries < 60; tries += 1) {
    const times = [await timeOf(page, 'get'), await timeOf(page, 'page')]
    if (times[0] < 1 && times[1] < 3) return
    await wait(1000)
  }
}

await ensureBuilt({ browser: 'chrome', mode: 'production' })
const { browser, id } = await launchWithExtension({
  mode: 'production',
  headless: true,
  viewport: VIEWPORT,
})
try {
  const place = { browser, url: (path) => `chrome-extension://${id}/${path}` }
  const wants = (part) => ONLY.includes(part)
  const page = await openExtensionPage(browser, id, 'theme.js')
  const seeding = await openExtensionPage(browser, id, 'library.html')
  const bare = wants('heap')
    ? await rounds(() => heapAtRest(browser, place.url('library.html#/all'), 1500))
    : []
  await seeding.waitForSelector('[data-role=empty]')
  await seedManyLinks(seeding, COUNT, TAGS)
  await seeding.close()
  await page.evaluate(await queries())
  await settle(page)
  if (wants('open')) await measureOpening(place)
  if (wants('heap')) await measureHeap(place, bare)
  if (wants('kept')) await measureKept(page)
  if (wants('tags')) await measureTags(page)
  if (wants('scroll')) await measureScrolling(place)
} finally {
  await browser.close()
}

say(`\n${COUNT} links, ${TAGS} tags, medians of ${ROUNDS} rounds.\n`)
say(markdown([['what', 'is', 'floor', 'ratio', 'aimed at'], ...rows]))
