import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Route, type Site, serve } from '../support/site.ts'

interface Tab {
  id: number
  url: string
  active: boolean
  windowId: number
  mutedInfo?: { muted: boolean }
}
declare const chrome: { tabs: { query(filter: object): Promise<Tab[]> } }

const page = (script: string): Route =>
  answer('text/html', `<!doctype html><title>x</title><p>a page<script>${script}</script>`)

const ROUTES: Record<string, Route> = {
  '/alert': page('alert(1)'),
  '/ask': page('confirm(2); prompt(3)'),
  '/print': page('print()'),
  '/leave': page("addEventListener('beforeunload', (event) => event.preventDefault())"),
  '/attached': answer('text/plain', 'text', {
    'content-disposition': 'attachment; filename=a.txt',
  }),
  '/zip': answer('application/zip', 'PK'),
  '/csv': answer('text/csv', 'a,b'),
}

let site: Site
let extension: Extension
let downloads: string

beforeAll(async () => {
  downloads = await mkdtemp(join(tmpdir(), 'linkshot-files-'))
  site = await serve('/nowhere', ROUTES)
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  const session = await extension.browser.target().createCDPSession()
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads })
  await extension.send('set-setting', { key: 'hostPause', value: 0 })
  await extension.send('set-setting', { key: 'retryPause', value: 0.1 })
})
afterAll(async () => {
  await extension.close()
  await site.close()
  await rm(downloads, { recursive: true, force: true })
})

const tabs = async () => (await extension.helper()).evaluate(() => chrome.tabs.query({}))
const ended = (linkId: number) =>
  until(
    'the link to end',
    async () => {
      const jobs = await extension.rows('jobs')
      const job = jobs.find((each) => each['kind'] === 'link' && each['linkId'] === linkId)
      if (job === undefined) return 'kept'
      return job['status'] === 'failed' && String(job['reason'])
    },
    60_000,
  )

it.each([
  ['/alert', 'kept'],
  ['/ask', 'kept'],
  ['/print', 'kept'],
  ['/leave', 'kept'],
  ['/attached', 'is-download'],
  ['/zip', 'is-download'],
  ['/csv', 'is-download'],
])('%s disturbs nobody: %s', async (path, end) => {
  const before = await tabs()
  const linkId = await addLink(extension, `${site.origin}${path}`)
  const seen: Tab[] = []
  const ending = ended(linkId)
  let over = false
  void ending.finally(() => {
    over = true
  })
  while (!over) seen.push(...(await tabs()))
  expect(await ending).toBe(end)
  const quiet = seen.filter(({ url }) => url === `${site.origin}${path}`)
  expect(quiet.filter(({ active, mutedInfo }) => active || !mutedInfo?.muted)).toEqual([])
  const active = (list: Tab[]) => [...new Set(list.filter((tab) => tab.active).map(({ id }) => id))]
  expect(active(seen)).toEqual(active(before))
  await until('the tab to close', async () => (await tabs()).length === before.length)
  expect(await readdir(downloads)).toEqual([])
})
