import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalCloud, signIn, startCloud, synced, syncRow } from '../support/cloud.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { keepPage } from '../support/kept-page.ts'
import { seenLibrary } from '../support/seen-library.ts'
import { type Site, serve } from '../support/site.ts'

let cloud: LocalCloud
let site: Site
let [first, second]: (Extension | undefined)[] = []

beforeAll(async () => {
  cloud = await startCloud()
  site = await serve('tests/fixtures/site')
})
afterAll(async () => {
  await Promise.all([first?.close(), second?.close(), site?.close()])
  await cloud?.close()
})

const seen = async (extension: Extension) => seenLibrary(await extension.helper())

const add = (extension: Extension, urls: string[], tags: string[]) =>
  extension.send('add-links', { urls, tags, capture: false })

const both = (): [Extension, Extension] => {
  if (!first || !second) throw new Error('not there')
  return [first, second]
}

/** Both send what they have, and then take what the other sent. */
async function meet(): Promise<void> {
  const [one, other] = both()
  for (const each of [one, other, one]) await synced(each)
}

async function expectEqual(): Promise<Awaited<ReturnType<typeof seen>>> {
  await meet()
  const [one, other] = both()
  const here = await seen(one)
  expect(await seen(other)).toEqual(here)
  return here
}

const rowOf = async (extension: Extension, table: string, field: string, value: string) => {
  const row = (await extension.rows(table)).find((each) => each[field] === value)
  if (!row) throw new Error(`no ${value}`)
  return Number(row['id'])
}

const linkId = (extension: Extension, name: string) =>
  rowOf(extension, 'links', 'url', `https://example.com/${name}`)

const tagId = (extension: Extension, name: string) => rowOf(extension, 'tags', 'name', name)

const ups = async (extension: Extension) =>
  (await extension.rows('transfers')).filter(({ way }) => way === 'up')

const hashes = async (extension: Extension) =>
  (await extension.rows('blobs')).map(({ hash }) => hash).toSorted()

describe('two browsers of one account', () => {
  it('have what was kept before signing in', async () => {
    first = await launchExtension({ mode: 'granted' })
    second = await launchExtension({ mode: 'granted' })
    await add(first, ['https://example.com/a', 'https://example.com/b'], ['阅读/周末', 'news'])
    await closeWelcome(first)
    await keepPage(first, `${site.origin}/index.html`)
    await signIn(first, cloud, 'ana')
    await synced(first)
    await signIn(second, cloud, 'ana')
    const here = await expectEqual()
    expect(here.links).toHaveLength(3)
    expect(here.tags.map(({ name }) => name)).toContain('周末')
  })

  it('show each other’s pages, fetched when they are opened', async () => {
    const [one, other] = both()
    const [snapshot] = await one.rows('snapshots')
    const uid = String(snapshot?.['uid'])
    // Lists have its text and small picture already.
    expect(await other.rows('texts')).toHaveLength(1)
    expect(await other.rows('thumbs')).toHaveLength(1)
    expect(await other.rows('blobs')).toHaveLength(0)
    const viewer = await other.open(`viewer.html?snapshot=${uid}`)
    await viewer.waitForSelector('iframe[data-ready=true]')
    const text = await viewer.$eval('iframe', (frame) => frame.contentDocument?.body.textContent)
    expect(text?.trim()).not.toBe('')
    expect(await hashes(other)).toEqual(await hashes(one))
    await viewer.close()
  })

  it('make room, and have the pages back when they are opened', async () => {
    const [one, other] = both()
    await meet()
    const page = await one.open('options.html#cloud')
    await page.waitForSelector('[data-action=free-bodies]:not(:disabled)')
    const bytes = await page.$eval('[data-role=free-bodies]', (line) =>
      line.getAttribute('data-bytes'),
    )
    expect(Number(bytes)).toBeGreaterThan(0)
    await page.click('[data-action=free-bodies]')
    await page.click('[data-action=confirm-free-bodies]')
    await page.waitForSelector('[data-action=free-bodies]:disabled')
    await page.waitForSelector('[data-role=toast]')
    const icons = (await one.rows('links')).map(({ icon }) => icon)
    expect((await hashes(one)).filter((hash) => !icons.includes(hash))).toEqual([])
    await synced(one)
    const [snapshot] = await one.rows('snapshots')
    const viewer = await one.open(`viewer.html?snapshot=${String(snapshot?.['uid'])}`)
    await viewer.waitForSelector('iframe[data-ready=true]')
    expect(await hashes(one)).toEqual(await hashes(other))
    await Promise.all([viewer.close(), page.close()])
  })

  it('let pages wait where traffic is limited, and records go', async () => {
    const [one, other] = both()
    const worker = await (await one.worker()).worker()
    await worker?.evaluate(() => {
      const value = { saveData: true, addEventListener: () => undefined }
      Object.defineProperty(navigator, 'connection', { value, configurable: true })
    })
    await keepPage(one, `${site.origin}/en.html`)
    await one.send('sync-now', {})
    await until('pages that wait', async () => {
      const status = (await syncRow(one, 'status'))?.['status']
      return (status as { pagesWait?: boolean } | undefined)?.pagesWait
    })
    expect(await ups(one)).toHaveLength(1)
    await other.send('sync-now', {})
    await until('its record', async () => (await other.rows('snapshots')).length === 2)
    const page = await one.open('options.html#cloud')
    await page.waitForSelector('[data-setting=meteredToo]')
    expect(await page.$eval('[data-role=status]', (line) => line.textContent)).toContain(
      'Pages wait',
    )
    await page.click('[data-setting=meteredToo] input[value=yes] + span')
    await until('the page to be sent', async () => (await ups(one)).length === 0)
    await page.close()
  })

  it('come together after both were worked in without a connection', async () => {
    const [one, other] = both()
    cloud.standIn.faults.add({ path: /./, cut: 'before', times: 1e9 })
    await one.send('edit-links', { linkIds: [await linkId(one, 'a')], patch: { note: 'from one' } })
    await other.send('edit-links', {
      linkIds: [await linkId(other, 'a')],
      patch: { note: 'from the other', starred: 1 },
    })
    await one.send('tag-links', {
      linkIds: [await linkId(one, 'b')],
      add: ['same name'],
      remove: [],
    })
    await other.send('tag-links', {
      linkIds: [await linkId(other, 'a')],
      add: ['same name'],
      remove: [],
    })
    await one.send('add-links', {
      urls: ['https://example.com/both'],
      tags: ['of one'],
      capture: false,
    })
    await other.send('add-links', {
      urls: ['https://example.com/both'],
      tags: ['of other'],
      capture: false,
    })
    await other.send('merge-tags', {
      from: await tagId(other, 'news'),
      into: await tagId(other, '阅读'),
    })
    await one.send('sync-now', {})
    cloud.standIn.faults.clear()
    const here = await expectEqual()
    const a = here.links.find(({ url }) => url === 'https://example.com/a')
    expect(a?.note).toContain('from one')
    expect(a?.note).toContain('from the other')
    expect(a).toMatchObject({ starred: 1, tags: ['same name', '周末', '阅读'].toSorted() })
    expect(here.tags.filter(({ name }) => name === 'same name')).toHaveLength(1)
    const twice = here.links.filter(({ url }) => url === 'https://example.com/both')
    expect(twice.map(({ tags }) => tags)).toEqual([['of one', 'of other']])
  })

  it('agree on what was deleted, and on what was brought back', async () => {
    const [one, other] = both()
    const deleted = await one.send('delete-links', { linkIds: [await linkId(one, 'b')] })
    expect((await expectEqual()).links.map(({ url }) => url)).not.toContain('https://example.com/b')
    await one.send('undo', deleted.value)
    expect((await expectEqual()).links.map(({ url }) => url)).toContain('https://example.com/b')
    const tag = await other.send('delete-tags', { tagIds: [await tagId(other, 'same name')] })
    await expectEqual()
    await other.send('undo', tag.value)
    const here = await expectEqual()
    expect(here.links.find(({ url }) => url === 'https://example.com/a')?.tags).toContain(
      'same name',
    )
  })

  it('lose nothing when workers die on the way', async () => {
    const [one] = both()
    const urls = Array.from({ length: 1500 }, (_, at) => `https://example.com/many/${at}`)
    await add(one, urls, ['many'])
    for (let n = 0; n < 4; n += 1) {
      const asked = one.send('sync-now', {}).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 150 + 150 * n))
      await one.killWorker()
      await asked
    }
    expect((await expectEqual()).links).toHaveLength(1505)
  })
})
