import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { difference } from '../support/picture.ts'
import { readSnapshot } from '../support/read-snapshot.ts'

declare const browser: {
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> }
  runtime: { sendMessage(message: unknown): Promise<{ ok: boolean; value?: { snapshot: string } }> }
}

describe('in Firefox', () => {
  let sites: FixtureSites
  let firefox: FirefoxExtension

  beforeAll(async () => {
    sites = await serveFixtures()
    firefox = await launchFirefox('granted')
  }, 120_000)
  afterAll(async () => {
    await firefox?.close()
    await sites?.close()
  })

  it('keeps a page and opens it with its site gone', async () => {
    const page = await firefox.browser.newPage()
    await page.goto(`${sites.main.origin}/zh.html`)
    const before = await page.evaluate(() => document.documentElement.outerHTML)
    const library = await firefox.open('library.html')
    await page.bringToFront()
    const live = await page.screenshot()
    const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
    const reply = await library.evaluate(async (url) => {
      const tab = (await browser.tabs.query({})).find((each) => each.url === url)
      const data = { tabId: tab?.id, trigger: 'popup' }
      return browser.runtime.sendMessage({ to: 'linkshot', name: 'keep-tab', data })
    }, page.url())
    expect(reply).toMatchObject({ ok: true })
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before)
    await library.bringToFront()
    await until('the row', () =>
      library.evaluate(() =>
        document.querySelector('[data-role=row]')?.textContent?.includes('裴秀才'),
      ),
    )
    await page.close()
    const score = await until(
      'the score',
      async () => {
        const row = await library.evaluate(readSnapshot, reply.value?.snapshot ?? '')
        return row?.verification && row
      },
      60_000,
    )
    expect(score).toMatchObject({ score: 1, verification: { differences: [] } })
    await sites.close()
    const viewer = await firefox.open(`viewer.html?snapshot=${reply.value?.snapshot}`)
    await viewer.bringToFront()
    await until('the kept page', () =>
      viewer.evaluate(
        () => document.querySelector('iframe[data-role=page][data-ready=true]') !== null,
      ),
    )
    const text = await viewer.evaluate(
      () => document.querySelector('iframe')?.contentDocument?.body.textContent,
    )
    expect(text).toContain('近腊月下')
    const shown = await keptPicture(viewer, size)
    expect(difference(live, shown)).toBeLessThan(0.002)
  }, 180_000)
})

/** The kept page alone, at the size the live one had. */
async function keptPicture(
  viewer: Awaited<ReturnType<FirefoxExtension['open']>>,
  size: { width: number; height: number },
): Promise<Uint8Array> {
  await viewer.setViewport({ width: size.width, height: size.height + 56 })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const box = await viewer.evaluate(() => {
    const { x, y, width, height } = document.querySelector('iframe')?.getBoundingClientRect() ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    }
    return { x, y, width, height }
  })
  expect(box.width).toBe(size.width)
  return viewer.screenshot({ clip: { ...box, height: size.height } })
}
