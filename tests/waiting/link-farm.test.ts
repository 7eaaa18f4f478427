import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { readTexts } from '../support/kept-texts.ts'
import { type FarmLink, type LinkFarm, openFarm } from '../support/link-farm.ts'
import { KINDS } from '../support/link-farm-pages.ts'
import { tabsOf } from '../support/tabs.ts'
import { watchFocus } from '../support/watch-focus.ts'

/** LONG=1 asks for as many as people paste at once. */
const LONG = process.env['LONG'] !== undefined
const LINKS = LONG ? 200 : 60
/** The browser is killed when so many parts of four are through. */
const KILLS = [1, 2, 3]
const MINUTES = 60_000
const LIMIT = (LONG ? 15 : 6) * MINUTES

interface LinkRow {
  id: number
  url: string
  versions: number
}
interface JobRow {
  kind: string
  linkId: number
  status?: string
  reason?: string
}
interface SnapshotRow {
  linkId: number
  status: string
  text: string
  notices: { kind: string }[]
}

/** What this test looks into the extension by, and what an installation opens; a start counts as one here. */
const OWN_TABS = ['options.html', 'welcome.html']
/** The browser begins with one that is empty. */
const FIRST_TAB = ''

let farm: LinkFarm
let links: FarmLink[]
let extension: Extension
/** What a reader would have noticed, by run of the browser. */
const noticed: string[][] = []
const tabsLeft: string[] = []
let rows: Map<string, { link: LinkRow; job?: JobRow; snapshots: SnapshotRow[] }>
let texts: Map<string, string>

const rowsOf = async <T>(table: string) => (await extension.rows(table)) as unknown as T[]

async function launch(profile?: string): Promise<void> {
  extension = await launchExtension({
    mode: 'granted',
    keepProfile: true,
    ...(profile === undefined ? {} : { profile }),
    args: ['--autoplay-policy=no-user-gesture-required', '--mute-audio'],
  })
  if (profile !== undefined) return
  await closeWelcome(extension)
  // As it is set to for people, tests of its own wait for that.
  await extension.send('set-setting', { key: 'hostPause', value: 0.1 })
  await extension.send('set-setting', { key: 'retryPause', value: 0.2 })
}

async function openReading(): Promise<Page> {
  const page = await extension.browser.newPage()
  await page.goto(farm.reading)
  return page
}

/** How many links are through: kept and closed, or failed. */
async function through(): Promise<number> {
  const jobs = await rowsOf<JobRow>('jobs')
  const open = jobs.filter(({ kind, status }) => kind === 'link' && status !== 'failed')
  return LINKS - open.length
}

async function killBrowser(): Promise<void> {
  const { browser, profile } = extension
  browser.process()?.kill('SIGKILL')
  if (browser.connected) await new Promise((resolve) => browser.once('disconnected', resolve))
  await launch(profile)
}

/** One life of the browser, until enough links are through. */
async function live(count: number, begin?: () => Promise<unknown>): Promise<void> {
  const seen = await watchFocus(extension, await openReading())
  await begin?.()
  await until(`${count} links`, async () => (await through()) >= count, LIMIT)
  noticed.push(await seen())
}

const add = () =>
  extension.send('add-links', { urls: links.map(({ url }) => url), tags: [], capture: true })

beforeAll(async () => {
  farm = await openFarm()
  links = farm.links(LINKS, { withDead: LONG })
  await launch()
  for (const part of KILLS) {
    await live(Math.round((LINKS * part) / 4), part === KILLS[0] ? add : undefined)
    await killBrowser()
  }
  await live(LINKS)
  await until('all bodies', async () =>
    (await rowsOf<SnapshotRow>('snapshots')).every(({ status }) => status === 'complete'),
  )
  tabsLeft.push(...(await tabsOf(extension)).map(({ url = '' }) => url))
  await readLibrary()
}, LIMIT)
afterAll(async () => {
  await extension.close()
  await farm.close()
})

async function readLibrary(): Promise<void> {
  const jobs = await rowsOf<JobRow>('jobs')
  const snapshots = await rowsOf<SnapshotRow>('snapshots')
  rows = new Map(
    (await rowsOf<LinkRow>('links')).map((link) => {
      const job = jobs.find(({ kind, linkId }) => kind === 'link' && linkId === link.id)
      const own = snapshots.filter(({ linkId }) => linkId === link.id)
      return [link.url, { link, ...(job ? { job } : {}), snapshots: own }]
    }),
  )
  texts = await readTexts(extension)
}

/** All that is known of how a link ended, for comparison. */
function endOf({ url, outcome }: FarmLink) {
  const { job, snapshots = [], link } = rows.get(url) ?? {}
  const [snapshot] = snapshots
  const text = snapshot ? (texts.get(snapshot.text) ?? '') : ''
  return {
    url,
    versions: [link?.versions, snapshots.length],
    reason: job?.reason ?? '',
    notices: snapshot ? snapshot.notices.map(({ kind }) => kind).sort() : undefined,
    text: outcome.text && text.includes(outcome.text) ? outcome.text : text,
  }
}

const wantedOf = ({ url, outcome }: FarmLink): ReturnType<typeof endOf> => {
  const kept = outcome.notices ? 1 : 0
  const { notices, reason = '', text = '' } = outcome
  return { url, versions: [kept, kept], reason, notices, text }
}

describe(`${LINKS} links of all kinds, in a browser that is killed three times`, () => {
  it('are all in the library, each once', () => {
    expect([...rows.keys()].sort()).toEqual(links.map(({ url }) => url).sort())
  })

  it.each(KINDS.filter((kind) => LONG || kind !== 'never'))('end as they should: %s', (kind) => {
    const of = links.filter((link) => link.kind === kind)
    expect(of.map(endOf)).toEqual(of.map(wantedOf))
  })

  it('leave no tab behind', () => {
    const own = [...OWN_TABS.map((path) => extension.url(path)), farm.reading]
    expect(tabsLeft.filter((url) => !own.includes(url))).toEqual([FIRST_TAB])
  })

  it('take neither focus nor attention', () => {
    expect(noticed).toEqual(noticed.map(() => []))
    expect(noticed).toHaveLength(KILLS.length + 1)
  })
})
