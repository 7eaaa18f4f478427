import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalCloud, signIn, startCloud, synced } from '../support/cloud.ts'
import { type Extension, launchExtension } from '../support/extension.ts'
import { closeWelcome } from '../support/keep.ts'
import { keepPage } from '../support/kept-page.ts'
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

/** What a user sees of a library: ids are each browser's own. */
async function seen(extension: Extension) {
  const [links, tags, snapshots] = await Promise.all(
    ['links', 'tags', 'snapshots'].map((table) => extension.rows(table)),
  )
  const names = new Map((tags ?? []).map((tag) => [tag['id'], tag['name']]))
  return {
    links: (links ?? [])
      .map(({ url, title, note, starred, state, tags: ids }) => ({
        ...{ url, title, note, starred, state },
        tags: (ids as number[]).map((id) => names.get(id)).toSorted(),
      }))
      .toSorted((a, b) => String(a.url).localeCompare(String(b.url))),
    tags: (tags ?? [])
      .map(({ name, uid, colour }) => ({ name, uid, colour }))
      .toSorted((a, b) => String(a.uid).localeCompare(String(b.uid))),
    snapshots: (snapshots ?? []).map(({ uid, title, textLength }) => ({ uid, title, textLength })),
  }
}

const add = (extension: Extension, urls: string[], tags: string[]) =>
  extension.send('add-links', { urls, tags, capture: false })

describe('two browsers of one account', () => {
  it('have what was kept before signing in', async () => {
    first = await launchExtension({ mode: 'granted' })
    await add(first, ['https://example.com/a', 'https://example.com/b'], ['阅读/周末', 'news'])
    await closeWelcome(first)
    await keepPage(first, `${site.origin}/index.html`)
    await signIn(first, cloud, 'ana')
    await synced(first)
    second = await launchExtension({ mode: 'granted' })
    await signIn(second, cloud, 'ana')
    await synced(second)
    const here = await seen(first)
    expect(here.links).toHaveLength(3)
    expect(await seen(second)).toEqual(here)
  })
})
