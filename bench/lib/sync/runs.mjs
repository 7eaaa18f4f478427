import { setTimeout as wait } from 'node:timers/promises'
import { signInAs, until } from '../../../scripts/lib/demo-cloud/sign-in.mjs'
import { ask, openExtensionPage } from '../../../scripts/lib/extension-page.mjs'
import { say } from '../../../scripts/lib/log.mjs'
import { openSession } from '../../../scripts/lib/session.mjs'
import { bytesOf } from './count-requests.mjs'
import { askLikePopup, countLinks, getPlainly, isIdle, putPlainly } from './in-page.mjs'

const LIMIT = 1_800_000
/** For the longest wait where nothing is synced. */
const QUIET_MS = 5000
const AT_ONCE = 5000
const TAGS = 200

/** A browser in which no page of ours is open that would draw what comes. */
async function withBrowser(work) {
  const session = await openSession({ viewport: { width: 1280, height: 800 } })
  try {
    const quiet = await openExtensionPage(session.browser, session.id, 'manifest.json')
    await session.control.close()
    return await work({ ...session, control: quiet })
  } finally {
    await session.close()
  }
}

/** The first push of a library, then the same rows plainly. */
export const pushOf = (project, name, count) =>
  withBrowser(async (session) => {
    await addLinks(session, count)
    const found = await measured(project, session, name, count)
    const headers = await headersOf(project, name)
    const plain = await session.control.evaluate(putPlainly, project.url, headers)
    return { ...found, plain }
  })

/** The first pull of it into another browser, then the same rows plainly, without and with a table. */
export const pullOf = (project, name, count) =>
  withBrowser(async (session) => {
    const found = await measured(project, session, name, count)
    const headers = await headersOf(project, name)
    const get = (isStored) => session.control.evaluate(getPlainly, project.url, headers, isStored)
    return { ...found, plain: await get(false), stored: await get(true) }
  })

/** From the session to the end of the first pass. */
async function measured(project, session, name, count) {
  const { control } = session
  const { counter } = project
  await control.evaluate(askLikePopup)
  await wait(QUIET_MS)
  const quiet = await control.evaluate(() =>
    Math.max(...window.waits.splice(0).map(({ ms }) => ms)),
  )
  counter.take('')
  await signInAs(session, project, name)
  const begun = counter.lastEnd('/auth/v1/token')
  const isOver = () => control.evaluate(isIdle)
  await until(session, 'the end of the first pass', isOver, { limit: LIMIT, every: 50 })
  const ended = performance.now()
  const tail = ended - counter.lastEnd('/rest/v1/rpc/sync_')
  const requests = counter.take('/rest/v1/rpc/')
  const waits = await control.evaluate(() => {
    window.isOver = true
    return window.waits
  })
  const { links, unsent } = await control.evaluate(countLinks)
  if (links !== count || unsent > 0)
    throw new Error(`${links} links, and ${unsent} not sent, after the first pass`)
  return {
    all: ended - begun,
    tail,
    requests: requests.length,
    ...bytesOf(requests),
    ...waitsOf(waits),
    quiet,
  }
}

/** The longest wait, that of which one in a hundred is longer, and the share of those that somebody notices. */
function waitsOf(waits) {
  const sorted = waits.map(({ ms }) => ms).sort((a, b) => a - b)
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0
  const noticed = waits.filter(({ ms }) => ms > NOTICED_MS)
  if (noticed.length > 0) sayLongest(noticed, waits[0].at)
  return { longest: sorted.at(-1) ?? 0, p99, noticed: noticed.length / Math.max(waits.length, 1) }
}

/** When the longest were, to find what they waited for. */
function sayLongest(waits, began) {
  const longest = waits.toSorted((a, b) => b.ms - a.ms).slice(0, MOST_SAID)
  const each = longest.map(
    ({ at, ms }) => `${Math.round(ms)} ms after ${((at - began) / 1000).toFixed(1)} s`,
  )
  say(`longest waits: ${each.join(', ')}`)
}
const MOST_SAID = 8
const NOTICED_MS = 100

/** Links as they usually are: long addresses, titles, three tags of two hundred. */
async function addLinks({ control }, count) {
  for (let from = 0; from < count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n) => from + n)
    await ask(control, 'add-links', {
      urls: numbers.map(addressOf),
      titles: numbers.map((n) => `A title of a page as they usually are, number ${n} — Example`),
      ownTags: numbers.map((n) => [0, 31, 62].map((step) => `tag ${(n * 7 + step) % TAGS}`)),
      tags: [],
      capture: false,
    })
  }
}

const addressOf = (n) =>
  `https://www.example${n % 500}.com/articles/2026/${n}/some-title-of-a-page-that-is-long?item=${n}`

async function headersOf({ keys, signIn }, name) {
  const { access_token: token } = await signIn(name)
  return {
    'apikey': keys.publishable,
    'authorization': `Bearer ${token}`,
    'content-type': 'application/json',
  }
}

const HOUR_MS = 3_600_000
const EVERY_MS = 300_000
const PASSES = 12

/** What an hour without changes costs: the alarm that comes every five minutes is made to come every two seconds. */
export const idleHour = (project, name) =>
  withBrowser(async (session) => {
    await measured(project, session, name, 0)
    project.counter.take('')
    const passes = await session.control.evaluate(hurryAlarm, PASSES)
    const requests = project.counter.take('/')
    const perHour = HOUR_MS / EVERY_MS / passes
    return {
      passes,
      requests: Math.round(requests.length * perHour),
      bytes: bytesOf(requests).bytes * perHour,
    }
  })

/** Runs in a page of the extension. @returns how many alarms came */
async function hurryAlarm(wanted) {
  const name = 'sync'
  await chrome.alarms.create(name, { periodInMinutes: 2 / 60 })
  let passes = 0
  await new Promise((resolve) => {
    chrome.alarms.onAlarm.addListener((alarm) => {
      if (alarm.name !== name) return
      passes += 1
      if (passes >= wanted) resolve()
    })
  })
  await chrome.alarms.clear(name)
  // What the last one began.
  await new Promise((resolve) => setTimeout(resolve, 1500))
  return passes
}
