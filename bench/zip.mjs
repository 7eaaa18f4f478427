import { existsSync, readFileSync, statSync } from 'node:fs'
import { openExtensionPage } from '../scripts/lib/extension-page.mjs'
import { say } from '../scripts/lib/log.mjs'
import { seedKeptPages } from '../scripts/lib/seed-kept-pages.mjs'
import { openSession } from '../scripts/lib/session.mjs'
import { markdown } from './lib/figures.mjs'

/**
 * The whole library out and in again by the buttons of the settings: how long it takes, how large the
 * file is, and what the page and the browser need above what they needed before.
 */
const COUNT = Number(process.env.COUNT ?? 1000)
const KILOBYTES = Number(process.env.KILOBYTES ?? 200)
const EVERY_MS = 50

const MB = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/** Resident bytes of all processes of the browser; 0 where the system doesn't tell. */
function residentBytes(pids) {
  let sum = 0
  for (const pid of pids) {
    const file = `/proc/${pid}/smaps_rollup`
    try {
      // Proportional: pages that processes share count once.
      sum += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1024
    } catch {
      // It ended meanwhile.
    }
  }
  return sum
}

async function pidsOf(browser) {
  const client = await browser.target().createCDPSession()
  const { processInfo } = await client.send('SystemInfo.getProcessInfo')
  await client.detach()
  const ids = (wanted) => processInfo.filter(({ type }) => wanted(type)).map(({ id }) => id)
  return { all: ids(() => true), renderers: ids((type) => type === 'renderer') }
}

/** Samples memory while `work` runs. */
async function watched(session, page, work) {
  const client = await page.createCDPSession()
  await client.send('HeapProfiler.collectGarbage')
  const sample = async () => {
    const heap = await client.send('Runtime.getHeapUsage')
    const { all, renderers } = await pidsOf(session.browser)
    return {
      heap: heap.usedSize,
      buffers: heap.backingStorageSize ?? 0,
      renderers: residentBytes(renderers),
      browser: residentBytes(all),
    }
  }
  const base = await sample()
  const peak = { ...base }
  let running = true
  const sampling = (async () => {
    while (running) {
      const now = await sample()
      for (const key of Object.keys(peak)) peak[key] = Math.max(peak[key], now[key])
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    }
  })()
  const started = performance.now()
  let result
  try {
    result = await work()
  } finally {
    running = false
    await sampling
  }
  const ms = performance.now() - started
  const over = Object.fromEntries(Object.keys(peak).map((key) => [key, peak[key] - base[key]]))
  return { ms, over, result }
}

/** Longest time the page did not answer, measured by timers in it. */
const startLagMeter = (page) =>
  page.evaluate(() => {
    window.lags = []
    let last = performance.now()
    setInterval(() => {
      const now = performance.now()
      window.lags.push(now - last - 10)
      last = now
    }, 10)
  })

async function exportAll(session, page, withPages) {
  const box = await page.$('[data-role=with-pages]')
  if ((await box.evaluate((each) => each.checked)) !== withPages) await box.click()
  const file = session.watcher.nextExport()
  await page.click('[data-action=export-library]')
  await said(page, '[data-role=exported]')
  return (await file).path
}

/** Asks again and again: one question that waits for minutes is given up by the protocol. */
async function said(page, good) {
  for (;;) {
    const failed = await page.$('[data-role=error]')
    if (failed) throw new Error(await failed.evaluate((each) => each.dataset.reason))
    if (await page.$(good)) return
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

async function importAll(page, path) {
  const input = await page.$('[data-role=import-files]')
  await input.uploadFile(path)
  await said(page, '[data-role=imported]')
}

const wipe = (page) =>
  page.evaluate(async () => {
    const done = (request, event = 'onsuccess') =>
      new Promise((resolve) => {
        request[event] = () => resolve(request.result)
      })
    const database = await done(indexedDB.open('linkshot'))
    const names = [...database.objectStoreNames]
    const transaction = database.transaction(names, 'readwrite')
    for (const name of names) transaction.objectStore(name).clear()
    await done(transaction, 'oncomplete')
    database.close()
  })

const session = await openSession({ viewport: { width: 1280, height: 900 } })
const rows = []
const note = (name, { ms, over }, lag, size) =>
  rows.push([
    name,
    seconds(ms),
    size ? MB(size) : '',
    MB(over.heap),
    MB(over.buffers),
    MB(over.renderers),
    MB(over.browser),
    `${Math.round(lag)} ms`,
  ])
try {
  const page = await openExtensionPage(session.browser, session.id, 'options.html#backup')
  await page.waitForSelector('[data-action=export-library]')
  await seedKeptPages(page, { count: COUNT, kilobytes: KILOBYTES })
  await page.reload()
  await page.waitForSelector('[data-action=export-library]')
  await startLagMeter(page)
  const lag = () =>
    page.evaluate(() => {
      const longest = Math.max(...window.lags)
      window.lags = []
      return longest
    })
  let path = ''
  for (const withPages of [false, true]) {
    await lag()
    const run = await watched(session, page, () => exportAll(session, page, withPages))
    path = run.result
    note(withPages ? 'export with HTML' : 'export', run, await lag(), statSync(path).size)
  }
  await wipe(page)
  await page.reload()
  await page.waitForSelector('[data-action=import-library]')
  await startLagMeter(page)
  note('import', await watched(session, page, () => importAll(page, path)), await lag())
} finally {
  await session.close()
}

say(`${COUNT} snapshots; memory is the most above what was needed before.\n`)
const head = 'what|time|file|heap|buffers|renderers, PSS|whole browser, PSS|longest stall'
say(markdown([head.split('|'), ...rows]))
if (!existsSync('/proc/self/smaps_rollup'))
  say('\nThis system does not tell the memory of processes.')
