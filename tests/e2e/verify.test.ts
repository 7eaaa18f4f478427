import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Snapshot, Verification } from '../../utils/model/snapshot.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'

type Verified = Snapshot & { verification: Verification }

describe('a kept page is compared with what it was', () => {
  let sites: FixtureSites
  let extension: Extension

  beforeAll(async () => {
    sites = await serveFixtures()
    extension = await launchExtension({ mode: 'granted' })
    await closeWelcome(extension)
  })
  afterAll(async () => {
    await extension?.close()
    await Promise.all([sites?.main.close(), sites?.other.close()])
  })

  it.each(['zh.html', 'en.html'])('and %s is whole', async (file) => {
    const row = await verified(extension, await keep(extension, `${sites.main.origin}/${file}`))
    expect(row.verification).toMatchObject({ differences: [], differing: 0 })
    expect(row.verification.boxes.total).toBeGreaterThan(20)
    expect(row.score).toBe(1)
  })
})

async function keep(extension: Extension, url: string): Promise<string> {
  const page: Page = await extension.browser.newPage()
  await page.goto(url, { waitUntil: 'networkidle0' })
  const helper = await extension.helper()
  const tabId = await helper.evaluate(
    async (address) => (await chrome.tabs.query({})).find(({ url: at }) => at === address)?.id,
    page.url(),
  )
  const { value } = await extension.send('keep-tab', { tabId, trigger: 'popup' })
  await page.close()
  return (value as { snapshot: string }).snapshot
}

async function verified(extension: Extension, uid: string): Promise<Verified> {
  return until(`the score of ${uid}`, async () => {
    const rows = (await extension.rows('snapshots')) as unknown as Verified[]
    return rows.find((row) => row.uid === uid && row.verification)
  })
}

declare const chrome: { tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> } }
