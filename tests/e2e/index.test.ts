import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBlock } from '../../utils/search/index/block.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { closeWelcome, keepIn, openPopup } from '../support/keep.ts'
import { answer, type Site, serve } from '../support/site.ts'

type Rows = Record<string, unknown>[]

/** All terms in the index, whichever links have them. */
function termsIn(blocks: Rows): Set<string> {
  const data = blocks.map((block) => Uint8Array.from(Object.values(block['data'] as object)))
  return new Set(data.flatMap((bytes) => [...readBlock(bytes)].map(({ term }) => term)))
}

const urls = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `https://example.com/entry${n}`)

const added = (count: number) => ({ urls: urls(count), tags: [], capture: false })

describe('what is kept in Chromium', () => {
  let extension: Extension
  let site: Site

  beforeAll(async () => {
    site = await serve('tests/fixtures/site', {
      '/words': answer(
        'text/html',
        '<!doctype html><meta charset="utf-8"><title>A page</title><p>Wanderlust 開放網絡',
      ),
    })
    extension = await launchExtension()
    await closeWelcome(extension)
  })
  afterAll(async () => {
    await extension?.close()
    await site?.close()
  })

  const hasTerms = (...wanted: string[]) =>
    until(`${wanted} in the index`, async () => {
      const terms = termsIn(await extension.rows('indexBlocks'))
      return wanted.every((term) => terms.has(term))
    })

  const isUpToDate = () =>
    until('the index', async () => {
      const [state] = await extension.rows('indexState')
      const log = await extension.rows('indexLog')
      const { current, next } = (state ?? {}) as { current?: { below: number }; next?: object }
      return current?.below === 0 && !next && log.length === 0 && state
    })

  it('is soon in the index with the words of its page', async () => {
    const page = await extension.browser.newPage()
    await page.goto(`${site.origin}/words`)
    await keepIn(await openPopup(extension, page))
    await page.close()
    await hasTerms('wanderlust', '开放', '网络', 'page')
  })

  it('is indexed anew by whichever worker comes, as often as one is killed', async () => {
    await extension.send('add-links', added(400))
    await hasTerms('entry399')
    const before = await isUpToDate()
    await extension.send('rebuild-index', {})
    for (let kills = 0; kills < 3; kills++) {
      await new Promise((resolve) => setTimeout(resolve, 2100))
      await extension.killWorker()
      await extension.send('permissions-changed', {})
    }
    // What was asked of a worker that was killed at once is asked again.
    await extension.send('rebuild-index', {})
    const generationOf = (state: object) =>
      (state as { current: { generation: number } }).current.generation
    await until('another index', async () => {
      const [state] = await extension.rows('indexState')
      return state && generationOf(state) > generationOf(before)
    })
    await isUpToDate()
    const links = (await extension.rows('indexSegments')).map(
      ({ documents, gone }) => Number(documents) - Number(gone),
    )
    expect(links.reduce((sum, count) => sum + count, 0)).toBe(401)
  })
})

describe('what is kept in Firefox', () => {
  let firefox: FirefoxExtension
  let page: Page

  beforeAll(async () => {
    firefox = await launchFirefox('production')
    page = await firefox.open('options.html')
  })
  afterAll(() => firefox?.close())

  it('is soon in the index', async () => {
    await page.evaluate((message) => browser.runtime.sendMessage(message), {
      to: 'linkshot',
      name: 'add-links',
      data: added(30),
    })
    await until('30 links in the index', async () => {
      const segments = await page.evaluate(readSegments)
      return segments.reduce((sum, { documents, gone }) => sum + documents - gone, 0) === 30
    })
  })
})

declare const browser: { runtime: { sendMessage(message: unknown): Promise<never> } }

function readSegments(): Promise<{ documents: number; gone: number }[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('linkshot')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const reading = opening.result
        .transaction('indexSegments')
        .objectStore('indexSegments')
        .getAll()
      reading.onsuccess = () => {
        opening.result.close()
        resolve(reading.result.map(({ documents, gone }) => ({ documents, gone })))
      }
    }
  })
}
