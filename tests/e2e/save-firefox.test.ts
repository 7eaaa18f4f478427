import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'

declare const browser: {
  tabs: { query(filter: object): Promise<{ id: number; url?: string }[]> }
  runtime: { sendMessage(message: unknown): Promise<{ value?: { snapshot: string } }> }
}

describe('in Firefox, a kept page', () => {
  let sites: FixtureSites
  let firefox: FirefoxExtension
  let viewer: Awaited<ReturnType<FirefoxExtension['open']>>

  beforeAll(async () => {
    sites = await serveFixtures()
    firefox = await launchFirefox('granted')
    const page = await firefox.browser.newPage()
    await page.goto(`${sites.main.origin}/zh.html`)
    const library = await firefox.open('library.html')
    await page.bringToFront()
    const uid = await library.evaluate(async (url) => {
      const tab = (await browser.tabs.query({})).find((each) => each.url === url)
      const data = { tabId: tab?.id, trigger: 'popup' }
      const answer = await browser.runtime.sendMessage({ to: 'linkshot', name: 'keep-tab', data })
      return answer.value?.snapshot ?? ''
    }, page.url())
    viewer = await firefox.open(`viewer.html?snapshot=${uid}`)
    await viewer.bringToFront()
    await until('the kept page', () =>
      viewer.evaluate(() => document.querySelector('[data-role=page][data-ready=true]') !== null),
    )
  }, 180_000)
  afterAll(async () => {
    await firefox?.close()
    await sites?.close()
  })

  it.each([
    ['html', '<!-- Kept by Linkshot'],
    ['zip', 'PK'],
    ['mhtml', 'From: <Saved by Linkshot>'],
    ['wacz', 'PK'],
    ['markdown', 'PK'],
    ['text', '山中与裴秀才迪书'],
  ])('is saved as %s', async (kind, beginning) => {
    expect(await viewer.evaluate(beginningOfSaved, kind)).toContain(beginning)
  })
})

/** Runs in the viewer: what a file begins with, taken where it is handed to the browser. */
function beginningOfSaved(kind: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { createObjectURL } = URL
    const { click } = HTMLAnchorElement.prototype
    let last = new Blob()
    URL.createObjectURL = (body) => {
      if (body instanceof Blob) last = body
      return createObjectURL.call(URL, body)
    }
    HTMLAnchorElement.prototype.click = () => {
      URL.createObjectURL = createObjectURL
      HTMLAnchorElement.prototype.click = click
      resolve(last.slice(0, 400).text())
    }
    setTimeout(() => reject(new Error('the export did not finish')), 30_000)
    document.querySelector<HTMLElement>(`[data-action="export-${kind}"]`)?.click()
  })
}
