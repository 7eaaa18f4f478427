import { expect } from 'vitest'
import { type Extension, until } from './extension.ts'
import { tabIdOf } from './tabs.ts'

export interface HostileRow {
  url: string
  status: string
  textLength: number
  frames: unknown[]
  missing: { url: string; reason: string }[]
}

/** Keeps a page that may never finish loading, and waits until nothing more is expected of it. */
export async function keepHostile(extension: Extension, url: string): Promise<HostileRow> {
  const page = await extension.browser.newPage()
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 90_000 }).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, 500))
  const tabId = await tabIdOf(extension, page)
  expect(await extension.send('keep-tab', { tabId, trigger: 'popup' })).toMatchObject({ ok: true })
  const kept = await until(
    `a complete snapshot of ${url}`,
    async () => {
      const rows = (await extension.rows('snapshots')) as unknown as HostileRow[]
      return rows.find((row) => row.url === url && row.status === 'complete')
    },
    100_000,
  )
  await page.close()
  return kept
}
