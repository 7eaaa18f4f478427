import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { HUGE_PAGE } from '../support/huge-page.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Site, serve } from '../support/site.ts'
import { tabIdOf } from '../support/tabs.ts'

const PICTURES = 30
const MANY = Array.from({ length: PICTURES }, (_, n) => `<img src="/${n}.svg">`).join('')
const picture = (n: number) =>
  answer('image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg" width="${n + 10}" height="10"/>`)

let site: Site
let extension: Extension

beforeAll(async () => {
  site = await serve('.', {
    '/huge': answer('text/html; charset=utf-8', HUGE_PAGE),
    '/many': answer('text/html', MANY),
    ...Object.fromEntries(Array.from({ length: PICTURES }, (_, n) => [`/${n}.svg`, picture(n)])),
  })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
})
afterAll(async () => {
  await extension.close()
  await site.close()
})

it('a page is kept although the worker dies before anything was stored', async () => {
  const page = await extension.browser.newPage()
  await page.goto(`${site.origin}/huge`)
  const tabId = await tabIdOf(extension, page)
  const reply = extension.send('keep-tab', { tabId, trigger: 'popup' }).catch(() => undefined)
  await until('the intent to be noted', async () =>
    (await extension.rows('jobs')).some((job) => job['kind'] === 'keep'),
  )
  await extension.killWorker()
  await reply
  const rows = await until(
    'the page to be kept by the next worker',
    async () => {
      const all = await extension.rows('snapshots')
      return all[0]?.['status'] === 'complete' && all
    },
    110_000,
  )
  expect(rows).toHaveLength(1)
  await until('all jobs to end', async () => (await extension.rows('jobs')).length === 0, 110_000)
  await page.close()
})

it('a page has all of many pictures though the worker dies right after it is kept', async () => {
  const page = await extension.browser.newPage()
  await page.goto(`${site.origin}/many`, { waitUntil: 'networkidle0' })
  const tabId = await tabIdOf(extension, page)
  const reply = await extension.send('keep-tab', { tabId, trigger: 'popup' })
  await extension.killWorker()
  const { snapshot } = reply.value as { snapshot: string }
  const row = await until(
    'the end',
    async () =>
      (await extension.rows('snapshots')).find(
        ({ uid, status }) => uid === snapshot && status === 'complete',
      ),
    110_000,
  )
  const resources = row['resources'] as { kind: string }[]
  expect(resources.filter(({ kind }) => kind === 'image')).toHaveLength(PICTURES)
  await page.close()
})
