import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { type Box, boxesOf, difference, settledPicture } from '../support/picture.ts'
import { openInViewer, pictureOfKept } from '../support/viewer.ts'

const PAGES = [
  { file: 'zh.html', title: '山中与裴秀才迪书 — 古文选读', words: '深巷寒犬' },
  { file: 'en.html', title: 'The Quiet Terminal', words: 'inside a shadow root' },
] as const

/** What the shipped extension can't read without a permission. */
const FOREIGN = ['img[src$="foreign.png"]', 'iframe[src$="foreign-frame.html"]']

interface Live {
  picture: Uint8Array
  foreign: Box[]
  size: { width: number; height: number }
  snapshot: string
}

interface SnapshotRow {
  uid: string
  url: string
  status: string
  missing: { kind: string; url: string; reason: string }[]
  textLength: number
}

describe.each(['production', 'granted'] as const)('%s: a page kept by a toolbar click', (mode) => {
  let sites: FixtureSites
  let extension: Extension
  let stopped = { requests: 0, connections: 0 }
  const live = new Map<string, Live>()

  beforeAll(async () => {
    sites = await serveFixtures()
    extension = await launchExtension({ mode })
    await closeWelcome(extension)
  })
  afterAll(async () => {
    await extension.close()
    await sites.close()
  })

  it.each(PAGES)('keeps $file without touching it', async ({ file, title }) => {
    const page = await extension.browser.newPage()
    await page.goto(`${sites.main.origin}/${file}`, { waitUntil: 'networkidle0' })
    const before = await page.evaluate(() => document.documentElement.outerHTML)
    const picture = await settledPicture(() => page.screenshot())
    const foreign = await boxesOf(page, FOREIGN)
    const popup = await extension.clickToolbar(page)
    await keepWithOneClick(popup, title)
    const snapshot = await completed(extension, page.url())
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before)
    const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
    live.set(file, { picture, foreign, size, snapshot: snapshot.uid })
    await page.close()
  })

  it.each(PAGES)('lists exactly what is missing from $file', async ({ file }) => {
    const url = `${sites.main.origin}/${file}`
    const snapshot = await completed(extension, url)
    const missing = snapshot.missing.map(({ kind, url: address, reason }) => [
      kind,
      address,
      reason,
    ])
    const elsewhere = sites.other.origin
    expect(missing.sort()).toEqual(
      mode === 'granted'
        ? []
        : [
            ['frame', `${elsewhere}/foreign-frame.html`, 'no-permission'],
            ['image', `${elsewhere}/foreign.png`, 'no-permission'],
          ],
    )
  })

  it('shows both in the library, newest first', async () => {
    const library = await extension.open('library.html')
    await library.waitForFunction(() => document.querySelectorAll('[data-role=row]').length === 2)
    const rows = await library.$$eval('[data-role=row]', (all) => all.map((row) => row.textContent))
    expect(rows[0]).toContain(PAGES[1].title)
    expect(rows[1]).toContain(PAGES[0].title)
    await library.type('[data-role=search]', '裴秀才')
    await library.waitForFunction(() => document.querySelectorAll('[data-role=row]').length === 1)
    await library.close()
  })

  it('needs no site any more', async () => {
    await sites.main.close()
    await sites.other.close()
    stopped = { requests: countRequests(sites), connections: countConnections(sites) }
  })

  it.each(PAGES)('opens $file as it was', async ({ file, words }) => {
    const kept = live.get(file)
    if (!kept) throw new Error('was not kept')
    const viewer = await openInViewer(extension, kept.snapshot, kept.size)
    const ignored = mode === 'granted' ? [] : kept.foreign
    const picture = await pictureOfKept(viewer)
    expect(difference(kept.picture, picture, ignored)).toBe(0)
    expect(await allText(viewer)).toContain(words)
    await viewer.close()
  })

  it('sent nothing anywhere while it was viewed', () => {
    expect(countRequests(sites)).toBe(stopped.requests)
    expect(countConnections(sites)).toBe(stopped.connections)
  })
})

async function keepWithOneClick(popup: Page, title: string): Promise<void> {
  await popup.waitForSelector('[data-state=idle] [data-action=keep]')
  await popup.click('[data-action=keep]')
  await popup.waitForSelector('[data-state=kept] [data-role=title-field]')
  const shown = await popup.$eval(
    '[data-role=title-field]',
    (field) => (field as HTMLInputElement).value,
  )
  expect(shown).toBe(title)
}

async function completed(extension: Extension, url: string): Promise<SnapshotRow> {
  return until(`a complete snapshot of ${url}`, async () => {
    const rows = (await extension.rows('snapshots')) as unknown as SnapshotRow[]
    return rows.find((row) => row.url === url && row.status === 'complete')
  })
}

const countRequests = ({ main, other }: FixtureSites) =>
  main.requests.length + other.requests.length
const countConnections = ({ main, other }: FixtureSites) => main.connections() + other.connections()

/** Text of a page and its frames, closed shadow roots included (the viewer may look into its own). */
async function allText(page: Page): Promise<string> {
  const session = await page.createCDPSession()
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const frames = await Promise.all(
    page
      .frames()
      .slice(1)
      .map((frame) => frameText(session, frame)),
  )
  await session.detach()
  return [...nodes.map((node) => String(node.name?.value ?? '')), ...frames].join('\n')
}

async function frameText(
  session: Awaited<ReturnType<Page['createCDPSession']>>,
  frame: object,
): Promise<string> {
  // puppeteer knows the frame's id but does not type it.
  const { _id: frameId = '' } = frame as { _id?: string }
  const { nodes } = await session.send('Accessibility.getFullAXTree', { frameId })
  return nodes.map((node) => String(node.name?.value ?? '')).join('\n')
}
