import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalCloud, signIn, startCloud, synced, syncRow } from '../support/cloud.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { keepQuietly, picturePage } from '../support/picture-pages.ts'
import { seenLibrary } from '../support/seen-library.ts'
import { type Site, serve } from '../support/site.ts'

type Fault = Parameters<LocalCloud['standIn']['faults']['add']>[0]
/** Where it goes wrong: records that come and go, bodies that go and come. */
type Place = 'pull' | 'push' | 'upload' | 'download'

interface Case {
  name: string
  fault: Omit<Fault, 'path'>
  /** How many pushes it befalls; all, unless given. */
  pushes?: number
  /** What sync says of it; '' where it is no hindrance. */
  reasons: Record<Place, string>
  /** The sentence on the screen, where there is one for all of them. */
  says?: RegExp
}

const LINKS = 40
const PICTURES = 10
const FOREVER = 1e9

const everywhere = (reason: string): Record<Place, string> => ({
  pull: reason,
  push: reason,
  upload: reason,
  download: reason,
})

const json = { 'content-type': 'application/json' }
const html = { 'content-type': 'text/html; charset=utf-8' }

const CASES: Case[] = [
  { name: 'slow answers', fault: { delay: 300 }, reasons: everywhere('') },
  {
    name: 'connections cut before',
    fault: { cut: 'before' },
    reasons: everywhere('unreachable'),
    says: /The project doesn't answer/,
  },
  {
    name: 'connections cut after all was done',
    fault: { cut: 'after' },
    reasons: everywhere('unreachable'),
    says: /The project doesn't answer/,
  },
  {
    name: 'answers cut in the middle',
    fault: { cut: 'middle' },
    reasons: everywhere('unreachable'),
    says: /The project doesn't answer/,
  },
  {
    name: '401',
    fault: { answer: { status: 401, body: { message: 'JWT expired' } } },
    // The session is renewed, and the new token refused as well.
    reasons: everywhere('session-refused'),
    says: /The project refuses your session/,
  },
  {
    name: '409',
    fault: { answer: { status: 409, body: { code: '40001', message: 'conflict' } } },
    // Of a file that goes it means that it is there, which is looked at.
    reasons: { pull: 'server', push: 'server', upload: 'bad-answer', download: 'bad-answer' },
  },
  {
    name: '413',
    fault: { answer: { status: 413, headers: html, body: '<h1>Too large</h1>' } },
    pushes: 2,
    // Fewer records at once go through, and the bodies after them.
    reasons: { pull: 'request-size', push: '', upload: '', download: 'too-large' },
  },
  {
    name: '429',
    fault: { answer: { status: 429, headers: { 'retry-after': '40' } } },
    reasons: everywhere('busy'),
    says: /The project is busy and asks to come back later\.It tries again in ([3-9]\d seconds|\d+ minute)/,
  },
  {
    name: '500',
    fault: { answer: { status: 500, body: { message: 'no' } } },
    reasons: everywhere('server'),
    says: /The project reports a problem of its own/,
  },
  {
    name: 'truncated bodies',
    fault: { answer: { status: 200, headers: json, body: '{"protocol":1,"now":176' } },
    reasons: everywhere('bad-answer'),
    says: /The answer made no sense/,
  },
  {
    name: 'a sign-in page in between',
    fault: { answer: { status: 200, headers: html, body: '<!doctype html><h1>Wi-Fi</h1>' } },
    reasons: everywhere('bad-answer'),
    says: /such as the sign-in page of a network/,
  },
  {
    name: 'redirects',
    fault: { answer: { status: 302, headers: { location: '/elsewhere' } } },
    reasons: everywhere('bad-answer'),
    says: /The answer made no sense/,
  },
]

const PATHS: Record<Place, Pick<Fault, 'path' | 'method'>> = {
  pull: { path: /rpc\/sync_pull$/ },
  push: { path: /rpc\/sync_push$/ },
  upload: { path: /storage\/v1\/object\/bodies/, method: 'POST' },
  download: { path: /storage\/v1\/object\/bodies/, method: 'GET' },
}

let cloud: LocalCloud
let site: Site
let one: Extension
let other: Extension
let screens: Map<Extension, Page>

beforeAll(async () => {
  cloud = await startCloud()
  const pages = CASES.map((_, at) => picturePage(String(at), PICTURES, 5000))
  site = await serve('.', Object.assign({}, ...pages))
  ;[one, other] = await Promise.all([start(), start()])
  screens = new Map()
  for (const each of [one, other]) {
    await signIn(each, cloud, 'ana')
    await synced(each)
    screens.set(each, await each.open('options.html#cloud'))
  }
})
afterAll(async () => {
  await Promise.all([one?.close(), other?.close(), site?.close()])
  await cloud?.close()
})

async function start(): Promise<Extension> {
  const extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  return extension
}

let worked = 0

const fetchAhead = (value: 'opened' | 'all') =>
  other.send('set-setting', { key: 'fetchPages', value })

/** Both have something to send, and each changes what the other has. */
async function work(at: number): Promise<void> {
  worked += 1
  const known = await one.rows('links')
  const urls = (whose: string) =>
    Array.from({ length: LINKS }, (_, n) => `https://example.com/${at}/${whose}/${n}`)
  await one.send('add-links', { urls: urls('one'), tags: [`tag/${at}`], capture: false })
  await other.send('add-links', { urls: urls('other'), tags: [`tag/${at}`], capture: false })
  const linkIds = known.slice(-10).map(({ id }) => id)
  await one.send('edit-links', { linkIds, patch: { note: `note ${at}` } })
  await keepQuietly(one, `${site.origin}/${at}`)
}

/** What a pass came to. */
async function reasonOfPass(extension: Extension): Promise<string> {
  await extension.send('sync-now', {})
  const status = await until('the end of the pass', async () => {
    const row = await syncRow(extension, 'status')
    const now = row?.['status'] as { state: string; reason?: string } | undefined
    return now && now.state !== 'running' && now
  })
  return status.reason ?? ''
}

function addFault(place: Place, { fault, pushes = FOREVER }: Case): void {
  // The first upload and download go well.
  const skip = place === 'upload' || place === 'download' ? 1 : 0
  const times = place === 'push' ? pushes : FOREVER
  cloud.standIn.faults.add({ times, skip, ...fault, ...PATHS[place] })
}

/** What a pass with a fault comes to, which the screen says as well. */
async function sufferFault(extension: Extension, { says, reasons }: Case, place: Place) {
  const reason = await reasonOfPass(extension)
  const screen = screens.get(extension)
  if (says && screen && reasons[place] !== '') {
    await until(`${says} on the screen, where it ${reason}`, async () =>
      says.test(await screen.$eval('[data-role=status]', (line) => line.textContent)),
    )
  }
  cloud.standIn.faults.clear()
  return reason
}

const hashesOf = async (extension: Extension) =>
  (await extension.rows('blobs')).map(({ hash }) => hash).toSorted()

it.each(CASES)('$name leave both libraries equal in the end', async (each) => {
  const at = CASES.indexOf(each)
  // From the start, and bodies only when it is their turn: the browsers sync by themselves, too.
  addFault('pull', each)
  await fetchAhead('opened')
  await work(at)
  const found: Partial<Record<Place, string>> = {}
  for (const place of ['pull', 'push', 'upload'] as const) {
    if (place !== 'pull') addFault(place, each)
    found[place] = await sufferFault(one, each, place)
  }
  addFault('download', each)
  await synced(one)
  await fetchAhead('all')
  found.download = await sufferFault(other, each, 'download')
  expect(found).toEqual(each.reasons)
  for (const browser of [other, one, other]) await synced(browser)
  const here = await seenLibrary(await one.helper())
  expect(await seenLibrary(await other.helper())).toEqual(here)
  // Nothing is there twice, or gone: two lots of links and a page each time.
  expect(here.links).toHaveLength(worked * (2 * LINKS + 1))
  expect(new Set(here.links.map(({ url }) => url)).size).toBe(here.links.length)
  expect(here.snapshots).toHaveLength(worked)
  expect(await hashesOf(other)).toEqual(await hashesOf(one))
})
