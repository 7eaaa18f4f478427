import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { tabIdOf } from '../support/tabs.ts'

/** So many that removing them takes a while. */
const GARBAGE = 4000

interface Row {
  uid: string
  status: string
  thumb?: string
  text: string
  screenshot: string
  frames: { html: string; boxes?: string }[]
  resources: { hash: string }[]
}

let sites: FixtureSites
let extension: Extension

beforeAll(async () => {
  sites = await serveFixtures()
  extension = await launchExtension({ mode: 'granted' })
  await closeWelcome(extension)
})
afterAll(async () => {
  await extension?.close()
  await sites?.close()
})

async function keep(file: string): Promise<{ linkId: number; row: Row }> {
  const page = await extension.browser.newPage()
  await page.goto(`${sites.main.origin}/${file}`, { waitUntil: 'networkidle0' })
  await page.bringToFront()
  const tabId = await tabIdOf(extension, page)
  const { value } = await extension.send('keep-tab', { tabId, trigger: 'popup' })
  const { snapshot, linkId } = value as { snapshot: string; linkId: number }
  const row = await until('the last body', async () =>
    ((await extension.rows('snapshots')) as unknown as Row[]).find(
      ({ uid, status }) => uid === snapshot && status === 'complete',
    ),
  )
  await page.close()
  return { linkId, row }
}

/** Stored bytes of all bodies, and their keys. */
async function bodies(): Promise<{ bytes: number; keys: string[] }> {
  const helper = await extension.helper()
  return helper.evaluate(
    () =>
      new Promise<{ bytes: number; keys: string[] }>((resolve) => {
        const opening = indexedDB.open('linkshot')
        opening.onsuccess = () => {
          const index = opening.result.transaction('blobs').objectStore('blobs').index('stored')
          const found = { bytes: 0, keys: [] as string[] }
          const walking = index.openKeyCursor()
          walking.onsuccess = () => {
            const cursor = walking.result
            if (!cursor) {
              opening.result.close()
              resolve(found)
              return
            }
            found.bytes += Number(cursor.key)
            found.keys.push(String(cursor.primaryKey))
            cursor.continue()
          }
        }
      }),
  )
}

async function fillWithGarbage(): Promise<void> {
  const helper = await extension.helper()
  await helper.evaluate(
    (count) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('linkshot')
        opening.onsuccess = () => {
          const writing = opening.result.transaction('blobs', 'readwrite')
          for (let n = 0; n < count; n++) {
            const hash = n.toString(16).padStart(64, '0')
            const body = new ArrayBuffer(1000)
            const row = { hash, type: 'image/png', encoding: 'identity', body, bytes: 1000 }
            writing.objectStore('blobs').put({ ...row, stored: 1000 })
          }
          writing.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    GARBAGE,
  )
}

const needed = ({ frames, resources, screenshot }: Row): string[] => [
  ...new Set([
    ...frames.flatMap(({ html, boxes }) => [html, ...(boxes ? [boxes] : [])]),
    ...resources.map(({ hash }) => hash),
    screenshot,
  ]),
]

describe('freeing space', () => {
  it('gives back what a deleted page alone had, and what is kept stays', async () => {
    const stays = await keep('zh.html')
    const before = await bodies()
    const goes = await keep('en.html')
    const both = await bodies()
    expect(both.bytes).toBeGreaterThan(before.bytes)
    await extension.send('delete-links', { linkIds: [goes.linkId] })
    expect(await bodies()).toEqual(both)
    const { value } = await extension.send('free-space', {})
    expect((value as { bytes: number }).bytes).toBeGreaterThanOrEqual(both.bytes - before.bytes)
    expect((await bodies()).keys.sort()).toEqual(needed(stays.row).sort())
    expect((await bodies()).bytes).toBe(before.bytes)
  })

  it('is finished by another worker where the first is killed in the middle', async () => {
    const { keys } = await bodies()
    await fillWithGarbage()
    const full = await bodies()
    expect(full.keys).toHaveLength(keys.length + GARBAGE)
    void extension.send('free-space', {}).catch(() => undefined)
    await until('the first bytes', async () => (await bodies()).bytes < full.bytes)
    await extension.killWorker()
    const middle = await bodies()
    expect(middle.keys.length).toBeGreaterThan(keys.length)
    expect(keys.filter((key) => !middle.keys.includes(key))).toEqual([])
    // Whatever is sent next wakes a new one.
    await extension.send('permissions-changed', {})
    await until('the rest', async () => (await bodies()).keys.length === keys.length, 60_000)
    expect((await bodies()).keys.sort()).toEqual([...keys].sort())
    expect((await extension.rows('settings')).map(({ key }) => key)).not.toContain('garbageRound')
  })
})
