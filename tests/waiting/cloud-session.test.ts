import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalCloud, startCloud, synced } from '../support/cloud.ts'
import { connect, shown, signInOnPage } from '../support/cloud-page.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, textOf, waitForText } from '../support/keep.ts'

const LINKS = 1200
/** A token that ran out; a moment later, so that there is time to end its session. */
const RAN_OUT = {
  delay: 1000,
  answer: { status: 401, body: { code: 'PGRST303', message: 'JWT expired' } },
}

let cloud: LocalCloud
let extension: Extension
let page: Page

beforeAll(async () => {
  cloud = await startCloud()
  extension = await launchExtension()
  await closeWelcome(extension)
  page = await extension.open('options.html#cloud')
  await connect(page, cloud.standIn.url, cloud.standIn.keys.publishable)
  await signInOnPage(extension, page, 'ana')
  await synced(extension)
})
afterAll(async () => {
  await extension?.close()
  await cloud?.close()
})

const inCloud = async (): Promise<number> => {
  const { rows } = await cloud.standIn.pool.query('select count(*)::int as n from public.links')
  return rows[0].n
}

it('a session that is ended while it syncs is said to be, and nothing is lost', async () => {
  cloud.standIn.faults.add({ path: /sync_push$/, ...RAN_OUT, skip: 1, times: 1e9 })
  const urls = Array.from({ length: LINKS }, (_, n) => `https://example.com/${n}`)
  await extension.send('add-links', { urls, tags: ['many'], capture: false })
  const pass = extension.send('sync-now', {})
  await until('the first records', async () => (await inCloud()) > 0)
  await cloud.standIn.pool.query('delete from stand_in.sessions')
  await pass
  await shown(page, '[data-role=cloud][data-state=expired]')
  await waitForText(page, '[data-role=sign-in]', 'Your session has ended. Sign in again to go on')
  await waitForText(page, '[data-role=sign-in]', 'Signed in before as ana')
  expect(await inCloud()).toBeLessThan(LINKS)
  expect(await textOf(page, '[data-role=unsent]')).toMatch(/^Changes: [\d,]+ ·/)
})

it('what is done meanwhile stays here, and goes after signing in again', async () => {
  await extension.send('add-links', {
    urls: ['https://example.com/later'],
    tags: [],
    capture: false,
  })
  expect(await extension.rows('links')).toHaveLength(LINKS + 1)
  cloud.standIn.faults.clear()
  await signInOnPage(extension, page, 'ana')
  await synced(extension)
  expect(await inCloud()).toBe(LINKS + 1)
  await waitForText(page, '[data-role=unsent]', 'Nothing')
  expect(await extension.rows('links')).toHaveLength(LINKS + 1)
})

it('a project that takes no token of a session that goes on is tried again', async () => {
  const answer = { status: 401, body: { code: 'PGRST301', message: 'No suitable key' } }
  cloud.standIn.faults.add({ path: /rpc\//, answer, times: 1e9 })
  await extension.send('sync-now', {})
  await shown(page, '[data-role=status][data-status=waiting]')
  await shown(page, '[data-role=cloud][data-state=signed-in]')
  cloud.standIn.faults.clear()
  await page.click('[data-action=sync-now]:not([disabled])')
  await shown(page, '[data-role=status][data-status=idle]')
})
