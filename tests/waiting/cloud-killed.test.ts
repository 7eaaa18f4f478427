import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LocalCloud, signIn, startCloud, synced } from '../support/cloud.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { keepQuietly, picturePage } from '../support/picture-pages.ts'
import { seenLibrary } from '../support/seen-library.ts'
import { type Site, serve } from '../support/site.ts'

const MB = 1024 * 1024
/** One body of 30 MB, or six of 50 MB, which go in two parts each. */
const [BODIES, EACH] = process.env['LONG'] ? [6, 50 * MB] : [1, 30 * MB]
const MINUTES = (process.env['LONG'] ? 10 : 1) * 60_000

let cloud: LocalCloud
let site: Site
let one: Extension
let other: Extension

beforeAll(async () => {
  cloud = await startCloud()
  site = await serve('.', {
    ...picturePage('many', 40, 3000),
    ...picturePage('large', BODIES, EACH),
  })
  ;[one, other] = await Promise.all([start(), start()])
  for (const each of [one, other]) {
    await signIn(each, cloud, 'ana')
    await synced(each)
  }
  await other.send('set-setting', { key: 'fetchPages', value: 'all' })
})
afterAll(async () => {
  await Promise.all([one?.close(), other?.close(), site?.close()])
  await cloud?.close()
})

async function start(): Promise<Extension> {
  const extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
  return extension
}

/** Kills the browser as a power cut would, and starts it again with its profile. */
async function killed({ browser, profile }: Extension): Promise<Extension> {
  const gone = new Promise((resolve) => browser.once('disconnected', resolve))
  browser.process()?.kill('SIGKILL')
  await gone
  return launchExtension({ mode: 'granted', profile })
}

const inStorage = async (): Promise<number> => {
  const { rows } = await cloud.standIn.pool.query('select count(*)::int as n from storage.objects')
  return rows[0].n
}

/** Uploads in chunks that were ever begun, each with a name of its own. */
const begun = async (): Promise<string[]> => {
  const files = await readdir(join(cloud.standIn.settings.files, 'unfinished'))
  return files.filter((name) => name.endsWith('.json')).toSorted()
}

const hashesOf = async (extension: Extension) =>
  (await extension.rows('blobs')).map(({ hash }) => hash).toSorted()

async function expectEqual(): Promise<void> {
  for (const each of [one, other, one]) await synced(each, MINUTES)
  expect(await seenLibrary(await other.helper())).toEqual(await seenLibrary(await one.helper()))
  expect(await hashesOf(other)).toEqual(await hashesOf(one))
}

/** Each answer takes a moment, so that there is a middle. */
const slowly = (method: string, delay: number) =>
  cloud.standIn.faults.add({ path: /storage\/v1\//, method, delay, times: 1e9 })

it('a browser that is killed while it sends goes on from there', async () => {
  slowly('POST', 150)
  const urls = Array.from({ length: 300 }, (_, n) => `https://example.com/${n}`)
  await one.send('add-links', { urls, tags: ['many'], capture: false })
  await keepQuietly(one, `${site.origin}/many`)
  void one.send('sync-now', {}).catch(() => undefined)
  await until('some bodies', async () => (await inStorage()) >= 10)
  one = await killed(one)
  expect(await inStorage()).toBeLessThan(40)
  cloud.standIn.faults.clear()
  await synced(one)
  expect(await inStorage()).toBeGreaterThan(40)
})

it('a browser that is killed while it receives has all in the end', async () => {
  slowly('GET', 150)
  void other.send('sync-now', {}).catch(() => undefined)
  await until('some bodies', async () => (await other.rows('blobs')).length >= 5)
  other = await killed(other)
  expect((await other.rows('blobs')).length).toBeLessThan(40)
  cloud.standIn.faults.clear()
  await expectEqual()
  expect(await other.rows('blobs')).not.toHaveLength(0)
})

it('a large body goes on at the chunk it was at', { timeout: 2 * MINUTES + 60_000 }, async () => {
  await keepQuietly(one, `${site.origin}/large`, MINUTES)
  slowly('PATCH', 700)
  void one.send('sync-now', {}).catch(() => undefined)
  const before = await until('the first chunk', async () => {
    const transfers = await one.rows('transfers')
    return transfers.some(({ way }) => way === 'begun') && begun()
  })
  // Two chunks of six megabytes or so.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  one = await killed(one)
  cloud.standIn.faults.clear()
  await expectEqual()
  const pieces = EACH > 48 * MB ? 2 * BODIES : BODIES
  const all = await begun()
  expect(all).toEqual(expect.arrayContaining(before))
  // None was begun anew; the rest of a body in parts may be small enough to go at once.
  expect(all.length).toBeLessThanOrEqual(pieces)
})
