import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Snapshot } from '../../utils/model/snapshot.ts'
import { type FidelityPage, listPages } from '../fidelity/run/page-list.ts'
import { type FidelityServer, startServer } from '../fidelity/run/server.ts'
import { settlePage } from '../fidelity/run/settle.ts'
import { differencesOf } from '../support/compare-snapshots.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { ONLY_IN_FRONT } from '../support/only-in-front.ts'
import { readSnapshot } from '../support/read-snapshot.ts'
import { tabIdOf } from '../support/tabs.ts'

/** LONG=1 asks for all pages, LONG=1 PAGES=styles/ for some. */
const EACH = process.env['LONG'] ? 1 : 8
const MINUTES = 60_000
const LIMIT = (process.env['LONG'] ? 45 : 6) * MINUTES

/** In which being unseen shows, and is made up for. */
const ALWAYS = new Set(['state/animation-entrance', 'styles/starting-style'])

/** What a page is like once somebody used it is not what is asked here, nor what other settings make of it. */
const needsNothing = ({ declared }: FidelityPage) =>
  declared.steps.length === 0 && Object.keys(declared.settings).length === 0

const PAGES = listPages(process.env['PAGES']?.split(',') ?? [])
  .filter(needsNothing)
  .filter(({ name }, index) => index % EACH === 0 || ALWAYS.has(name))

let server: FidelityServer
let extension: Extension
const found = new Map<string, string[]>()

const at = ({ path }: FidelityPage) => server.origin + path

async function rowOf(uid: string): Promise<Snapshot> {
  const helper = await extension.helper()
  return until(
    `the end of ${uid}`,
    async () => {
      const row = await helper.evaluate(readSnapshot, uid)
      return row?.status === 'complete' && row
    },
    MINUTES,
  )
}

/** Keeps all pages as typed links; gives the newest version by address. */
async function keepTyped(): Promise<Map<string, string>> {
  const urls = PAGES.map(at)
  await extension.send('set-setting', { key: 'hostPause', value: 0 })
  await extension.send('add-links', { urls, tags: [], capture: true })
  await until(
    'the last typed link',
    async () =>
      (await extension.rows('jobs')).every(
        ({ kind, status }) => kind !== 'link' || status === 'failed',
      ),
    LIMIT,
  )
  const rows = await extension.rows('links')
  return new Map(rows.map(({ url, latest }) => [String(url), String(latest)]))
}

/** Keeps a page in a tab in front, as a click does. A new one: a tab that shows a PDF is hard to leave. */
async function keepOpen(url: string): Promise<string> {
  const page = await extension.browser.newPage()
  try {
    await page.goto(url, { waitUntil: 'load' })
    await settlePage(page)
    const tabId = await tabIdOf(extension, page)
    const { value, reason } = await extension.send('keep-tab', { tabId, trigger: 'popup' })
    if (!value) throw new Error(`not kept: ${reason}`)
    const { snapshot } = value as { snapshot: string }
    await rowOf(snapshot)
    return snapshot
  } finally {
    await page.close()
  }
}

async function compareOne(page: FidelityPage, typed: string | undefined): Promise<string[]> {
  if (!typed) return ['was not kept as a typed link']
  const open = await keepOpen(at(page))
  return differencesOf(extension, await rowOf(open), await rowOf(typed))
}

beforeAll(async () => {
  server = await startServer()
  extension = await launchExtension({
    mode: 'granted',
    args: ['--mute-audio', '--autoplay-policy=no-user-gesture-required'],
  })
  await closeWelcome(extension)
  const typed = await keepTyped()
  for (const page of PAGES) {
    const one = compareOne(page, typed.get(at(page)))
    found.set(page.name, await one.catch((error: Error) => [error.message]))
  }
}, LIMIT)
afterAll(async () => {
  await extension.close()
  await server.close()
})

describe('a typed link is kept as the open tab is', () => {
  for (const { name } of PAGES) {
    const why = ONLY_IN_FRONT[name]
    it.skipIf(why)(why ? `${name}: ${why}` : name, () => {
      expect(found.get(name)).toEqual([])
    })
  }
})
