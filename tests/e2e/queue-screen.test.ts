import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Site, serve } from '../support/site.ts'

let site: Site
let extension: Extension
let library: Page

const COUNT = 4
const paths = Array.from({ length: COUNT }, (_, index) => `/${index}`)
const page = answer('text/html', '<!doctype html><title>page</title><p>page')

beforeAll(async () => {
  site = await serve('/nowhere', {
    ...Object.fromEntries(paths.map((path) => [path, page])),
    '/busy': (_request, response) => void response.writeHead(429, { 'retry-after': '50' }).end(),
  })
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'hostPause', value: 0 })
  await extension.send('set-setting', { key: 'linksPaused', value: true })
  const urls = paths.map((path) => `${site.origin}${path}`)
  await extension.send('add-links', { urls, tags: [], capture: true })
  library = await extension.open('library.html')
})
afterAll(async () => {
  await extension.close()
  await site.close()
})

const press = async (action: string) => {
  const button = await library.waitForSelector(`[data-action=${action}]`)
  await button?.evaluate((each) => (each as HTMLElement).click())
}
const jobs = async () =>
  (await extension.rows('jobs')).filter(({ kind, status }) => kind === 'link' && status)
const textOf = (selector: string) => library.$eval(selector, (each) => each.textContent ?? '')

it('says that the queue is paused', async () => {
  await library.waitForSelector('[data-role=queue-state]')
  expect(await textOf('[data-role=queue-state]')).toBe('Paused')
})

it('says so of each link that waits, and nothing moves', async () => {
  await library.waitForSelector('[data-role=row] [data-role=held]')
  const texts = await library.$$eval('[data-role=held]', (all) =>
    all.map((each) => each.textContent),
  )
  expect(texts).toEqual(paths.map(() => 'Paused'))
  expect(await library.$('.ui-progress-unknown')).toBeNull()
})

it('moves chosen links to the front', async () => {
  const [last] = (await extension.rows('links')).filter(({ url }) => String(url).endsWith('/3'))
  await library.goto(extension.url(`library.html#/all?link=${last?.['id']}`))
  await library.reload()
  await press('keep-next')
  const first = async () =>
    (await jobs()).sort((a, b) => Number(a['startedAt']) - Number(b['startedAt']))[0]
  await until('it to be the first', async () => (await first())?.['linkId'] === last?.['id'])
})

it('takes the rest off the list, and back with Undo', async () => {
  await press('cancel-all')
  await until('the jobs to go', async () => (await jobs()).length === 0)
  await press('undo')
  await until('the jobs to come back', async () => (await jobs()).length === COUNT)
})

it('goes on, the hurried one first', async () => {
  await press('resume-links')
  await until('all pages to be kept', async () => (await jobs()).length === 0, 60_000)
  expect(site.requests.filter((path) => paths.includes(path))[0]).toBe('/3')
  const rows = await extension.rows('links')
  expect(rows.map(({ versions }) => versions)).toEqual(paths.map(() => 1))
})

it('says of links of a busy site why they wait, and until when', async () => {
  const add = (path: string) =>
    extension.send('add-links', { urls: [`${site.origin}${path}`], tags: [], capture: true })
  await add('/busy')
  await until('it to be put off', async () => (await jobs())[0]?.['status'] === 'later')
  await add('/after-busy')
  await library.waitForSelector('[data-role=row] [data-role=held]')
  expect(await textOf('[data-role=row] [data-role=held]')).toMatch(
    /^The site asks for fewer visits\. Goes on in \d\d seconds\.$/,
  )
})

it('settings hold for the queue', async () => {
  const options = await extension.open('options.html#general')
  const six = await options.waitForSelector('[data-setting=links-at-once] input[value="6"]')
  await six?.evaluate((each) => (each as HTMLInputElement).click())
  await until('the setting', async () =>
    (await extension.rows('settings')).some(
      ({ key, value }) => key === 'linksAtOnce' && value === 6,
    ),
  )
})
