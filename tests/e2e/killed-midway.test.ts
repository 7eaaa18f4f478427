import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer, type Route } from '../support/site.ts'
import { tabIdOf } from '../support/tabs.ts'

/** Fewer than are left to the browser's MHTML, which has no middle to be interrupted in. */
const PICTURES = 7
const MANY = 30
/** So many are answered before the rest waits. */
const AT_ONCE = 4
/** Links and bodies nobody works on are found by an alarm within a minute. */
const FOUND_AGAIN = 110_000

interface Row {
  uid: string
  url: string
  status: string
  frames: { html: string }[]
  resources: { cid: string; hash: string }[]
  missing: unknown[]
}

/** Holds answers back while it is shut. */
const gate = { shut: false, waiting: [] as (() => void)[] }
function openGate(): void {
  gate.shut = false
  for (const go of gate.waiting.splice(0)) go()
}

const picture: Route = (request, response) => {
  const n = Number(/(\d+)\.svg/.exec(request.url ?? '')?.[1])
  const body = `<svg xmlns="http://www.w3.org/2000/svg" width="${n + 10}" height="10"/>`
  const send = () =>
    response
      .writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' })
      .end(body)
  if (gate.shut && n >= AT_ONCE) gate.waiting.push(send)
  else send()
}

const pageOf = (pictures: number) =>
  `<!doctype html><link rel="icon" href="data:,"><title>parts</title><p>in parts</p>${Array.from(
    { length: pictures },
    (_, n) => `<img src="/${n}.svg">`,
  ).join('')}`

const ROUTES: Record<string, Route> = {
  '/parts': answer('text/html', pageOf(PICTURES), { 'cache-control': 'no-store' }),
  '/many': answer('text/html', pageOf(MANY), { 'cache-control': 'no-store' }),
  ...Object.fromEntries(Array.from({ length: MANY }, (_, n) => [`/${n}.svg`, picture])),
}

let sites: FixtureSites
let extension: Extension
let whole: unknown

beforeAll(async () => {
  sites = await serveFixtures(ROUTES)
  extension = await launchExtension({ mode: 'granted', keepProfile: true })
  await closeWelcome(extension)
  whole = contentOf(await interrupted('nothing', async () => undefined))
})
afterAll(async () => {
  openGate()
  await extension.close()
  await sites.close()
})

const contentOf = ({ frames, resources, missing }: Row) => ({
  documents: frames.map(({ html }) => html),
  bodies: resources.map(({ cid, hash }) => `${cid} ${hash}`).sort(),
  missing,
})

async function rowOf(url: string, holds: (row: Row) => boolean): Promise<Row | undefined> {
  const rows = (await extension.rows('snapshots')) as unknown as Row[]
  return rows.find((row) => row.url === url && holds(row))
}

/** Keeps the page, interrupts that in the middle of its pictures, and waits for what becomes of it. */
async function interrupted(how: string, act: (page: Page) => Promise<void>): Promise<Row> {
  const url = `${sites.main.origin}/parts?${encodeURIComponent(how)}`
  const page = await extension.browser.newPage()
  await page.goto(url, { waitUntil: 'networkidle0' })
  gate.shut = true
  const tabId = await tabIdOf(extension, page)
  expect(await extension.send('keep-tab', { tabId, trigger: 'popup' })).toMatchObject({ ok: true })
  await until('a part of the pictures', () =>
    rowOf(url, ({ status, resources }) => status === 'partial' && resources.length > 0),
  )
  await act(page)
  openGate()
  const row = await until(
    `the end after ${how}`,
    () => rowOf(url, ({ status }) => status === 'complete'),
    FOUND_AGAIN,
  )
  if (!page.isClosed()) await page.close().catch(() => undefined)
  return row
}

describe('a page whose keeping is interrupted in the middle of its pictures', () => {
  it('is whole where nothing interrupts it', () => {
    expect(whole).toMatchObject({ missing: [] })
    expect((whole as ReturnType<typeof contentOf>).bodies).toHaveLength(PICTURES)
  })

  it.each<[string, (page: Page) => Promise<void>]>([
    ['the worker is killed', () => extension.killWorker()],
    ['the tab is closed', (page) => page.close()],
    [
      'worker and tab are gone',
      async (page) => {
        await extension.killWorker()
        await page.close()
      },
    ],
    [
      'the browser is killed',
      async () => {
        const { profile } = extension
        extension.browser.process()?.kill('SIGKILL')
        await new Promise((resolve) => extension.browser.once('disconnected', resolve))
        extension = await launchExtension({ mode: 'granted', profile, keepProfile: true })
      },
    ],
  ])('comes out byte for byte as without, when %s', async (how, act) => {
    expect(contentOf(await interrupted(how, act))).toEqual(whole)
  })

  it.each<[string, (page: Page) => Promise<void>]>([
    ['nothing', async () => undefined],
    ['the tab’s end', (page) => page.close()],
  ])('has all of many pictures with %s right after it is kept', async (how, act) => {
    const url = `${sites.main.origin}/many?${encodeURIComponent(how)}`
    const page = await extension.browser.newPage()
    await page.goto(url, { waitUntil: 'networkidle0' })
    const tabId = await tabIdOf(extension, page)
    await extension.send('keep-tab', { tabId, trigger: 'popup' })
    await act(page)
    const row = await until(
      'the end',
      () => rowOf(url, ({ status }) => status === 'complete'),
      FOUND_AGAIN,
    )
    expect([row.missing, row.resources.length]).toEqual([[], MANY])
    if (!page.isClosed()) await page.close()
  })

  it('opens with what it has meanwhile', async () => {
    const url = `${sites.main.origin}/parts?meanwhile`
    const page = await extension.browser.newPage()
    await page.goto(url, { waitUntil: 'networkidle0' })
    gate.shut = true
    const tabId = await tabIdOf(extension, page)
    await extension.send('keep-tab', { tabId, trigger: 'popup' })
    const row = await until('a part', () => rowOf(url, ({ resources }) => resources.length > 0))
    const viewer = await extension.open(`viewer.html?snapshot=${row.uid}`)
    await viewer.waitForSelector('iframe[data-ready="true"]')
    const frame = await (await viewer.$('iframe[data-ready="true"]'))?.contentFrame()
    const shown = await frame?.$$eval(
      'img',
      (all) => all.filter((img) => (img as HTMLImageElement).naturalWidth > 0).length,
    )
    expect(shown).toBeGreaterThanOrEqual(1)
    openGate()
    await viewer.close()
    await page.close()
  })
})
