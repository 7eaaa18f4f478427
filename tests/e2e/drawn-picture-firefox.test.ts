import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { answer, type Site, serve } from '../support/site.ts'

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>red</title><body style="background:red">red'

declare const browser: { runtime: { sendMessage(message: unknown): Promise<unknown> } }

interface Row {
  screenshot: string
  thumb?: string
}

let site: Site
let firefox: FirefoxExtension

beforeAll(async () => {
  site = await serve('/nowhere', { '/red': answer('text/html', PAGE) })
  firefox = await launchFirefox('granted')
})
afterAll(async () => {
  await firefox?.close()
  await site?.close()
})

describe('a page kept in a tab of Firefox that is not in front', () => {
  it('is photographed where it stands', async () => {
    const options = await firefox.open('options.html')
    await options.evaluate(
      (data) => browser.runtime.sendMessage({ to: 'linkshot', name: 'add-links', data }),
      { urls: [`${site.origin}/red`], tags: [], capture: true },
    )
    const row = await until(
      'the picture',
      () =>
        options.evaluate(
          () =>
            new Promise<Row | undefined>((resolve) => {
              const opening = indexedDB.open('linkshot')
              opening.onsuccess = () => {
                const db = opening.result
                const reading = db.transaction('snapshots').objectStore('snapshots').getAll()
                reading.onsuccess = () => {
                  db.close()
                  resolve((reading.result as Row[]).find(({ thumb }) => thumb))
                }
              }
            }),
        ),
      60_000,
    )
    expect(row.screenshot).toMatch(/^[0-9a-f]{64}$/)
    expect(row.thumb).toMatch(/^[0-9a-f]{64}$/)
  })
})
