import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { enter, type LocalCloud, signIn, startCloud, synced } from '../support/cloud.ts'
import { connect, pressProvider, shown } from '../support/cloud-page.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { closeWelcome } from '../support/keep.ts'
import { keepQuietly, picturePage } from '../support/picture-pages.ts'
import { activeRows, seenLibrary } from '../support/seen-library.ts'
import { type Site, serve } from '../support/site.ts'

declare const browser: {
  runtime: { sendMessage(message: unknown): Promise<{ ok: boolean }> }
}

let cloud: LocalCloud
let site: Site
let chromium: Extension
let firefox: FirefoxExtension
let page: Page

beforeAll(async () => {
  cloud = await startCloud()
  site = await serve('.', picturePage('page', 5, 3000))
  chromium = await launchExtension({ mode: 'granted' })
  await closeWelcome(chromium)
  // The browser's own question for what leaves the computer can't be answered without a screen: it is taken for a yes.
  firefox = await launchFirefox('production', undefined, {
    'extensions.webextOptionalPermissionPrompts': false,
  })
})
afterAll(async () => {
  await Promise.all([chromium?.close(), firefox?.close(), site?.close()])
  await cloud?.close()
})

const send = (name: string, data: object) =>
  page.evaluate((message) => browser.runtime.sendMessage(message), { to: 'linkshot', name, data })

/** The provider's page, in a window of its own. */
async function providerWindow(): Promise<Page> {
  return until('the window', async () => {
    for (const each of await firefox.browser.pages()) {
      const address = await each.evaluate(() => location.href).catch(() => '')
      if (address.includes('/provider/')) return each
    }
    return undefined
  })
}

it('Firefox signs in and has what Chromium has', async () => {
  await chromium.send('add-links', {
    urls: ['https://example.com/a', 'https://example.com/b'],
    tags: ['阅读/周末', 'news'],
    capture: false,
  })
  await keepQuietly(chromium, `${site.origin}/page`)
  await signIn(chromium, cloud, 'ana')
  await synced(chromium)
  page = await firefox.open('options.html#cloud')
  await connect(page, cloud.standIn.url, cloud.standIn.keys.publishable)
  await pressProvider(page)
  await enter(await providerWindow(), 'ana')
  await shown(page, '[data-role=cloud][data-state=signed-in]')
  await shown(page, '[data-role=status][data-status=idle][data-mood=good]')
  const there = await seenLibrary(await chromium.helper())
  expect(there.links).toHaveLength(3)
  expect(await seenLibrary(page)).toEqual(there)
  expect(await activeRows(page, 'texts')).toHaveLength(1)
})

it('what Firefox changes comes to Chromium, and its pages are fetched when opened', async () => {
  await send('add-links', {
    urls: ['https://example.com/of-firefox'],
    tags: ['火狐'],
    capture: false,
  })
  await send('sync-now', {})
  await shown(page, '[data-role=status][data-status=idle][data-mood=good]')
  await synced(chromium)
  expect(await seenLibrary(await chromium.helper())).toEqual(await seenLibrary(page))
  const [snapshot] = await activeRows(page, 'snapshots')
  const said = await send('fetch-bodies', { snapshot: snapshot?.['uid'] })
  expect(said).toMatchObject({ ok: true, value: { lost: 0 } })
  const hashes = (rows: Record<string, unknown>[]) => rows.map(({ hash }) => hash).toSorted()
  expect(hashes(await activeRows(page, 'blobs'))).toEqual(hashes(await chromium.rows('blobs')))
})
