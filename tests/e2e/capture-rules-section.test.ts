import { isDeepStrictEqual } from 'node:util'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CaptureRules } from '../../utils/model/capture-rule.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { closeWelcome, openPopup, waitForText } from '../support/keep.ts'
import { serve } from '../support/site.ts'

describe('the section of capture rules', () => {
  let extension: Extension
  let page: Page

  beforeAll(async () => {
    extension = await launchExtension()
    await closeWelcome(extension)
    await extension.send('set-setting', { key: 'language', value: 'en' })
    page = await extension.open('options.html#rules')
    await page.waitForSelector('[data-role=empty]')
  })
  afterAll(async () => {
    await extension?.close()
  })

  const stored = async () =>
    (await extension.rows('settings')).find(({ key }) => key === 'captureRules')?.[
      'value'
    ] as CaptureRules
  const settle = (expected: unknown) =>
    until(`rules ${JSON.stringify(expected)}`, async () => {
      const now = await stored()
      return isDeepStrictEqual(now, expected) && now
    })
  const hosts = () =>
    page.$$eval('[data-site]', (rows) => rows.map((row) => (row as HTMLElement).dataset['site']))
  const choose = (within: string, setting: string, name: string) =>
    page.evaluate(
      (where, what, label) => {
        const options = document.querySelectorAll(`${where} [data-setting=${what}] label`)
        const found = [...options].find((each) => each.textContent === label)
        ;(found as HTMLElement).click()
      },
      within,
      setting,
      name,
    )

  it('sets the rule for all sites', async () => {
    await choose('.options-section', 'media', 'Up to a size')
    await page.waitForSelector('[data-role=media-limit]')
    await page.click('[data-role=media-limit]', { count: 3 })
    await page.keyboard.type('900')
    await waitForText(page, '[role=alert]', '67 at most')
    await page.keyboard.press('Tab')
    await page.click('[data-role=media-limit]', { count: 3 })
    await page.keyboard.type('2,5')
    await page.keyboard.press('Enter')
    await settle({ all: { media: 2.5, fonts: true, scripts: false }, sites: [] })
    expect(
      await page.$eval('[data-role=media-limit]', (at) => (at as HTMLInputElement).value),
    ).toBe('2.5')
  })

  it('adds sites by the keyboard and refuses what is none', async () => {
    const type = async (text: string) => {
      await page.click('[data-role=add-site]', { count: 3 })
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    }
    await type('no site')
    await waitForText(page, '[data-role=bad-site]', 'That is not a site.')
    await type('https://www.example.com/a?b')
    await page.waitForSelector('[data-site="example.com"] [aria-expanded=true]')
    await type('news.example.com')
    await page.waitForSelector('[data-site="news.example.com"] [aria-expanded=true]')
    await type('EXAMPLE.com')
    await waitForText(page, '[data-role=bad-site]', 'There is a rule for example.com already.')
    expect(await hosts()).toEqual(['example.com', 'news.example.com'])
    await page.waitForSelector('[data-site="example.com"] [aria-expanded=true]')
    await choose('[data-site="example.com"]', 'fonts', 'Leave out')
    await waitForText(page, '[data-site="example.com"] button', 'No fonts')
    await page.click('[data-site="news.example.com"] [data-action=edit-site]')
    await waitForText(
      page,
      '[data-site="news.example.com"] [data-setting=fonts]',
      'As usual: Leave out',
    )
    await waitForText(page, '[data-site="news.example.com"] [data-setting=media]', '≤ 2.5 MB')
  })

  it('deletes with undo', async () => {
    await page.focus('[data-site="example.com"] [data-action=edit-site]')
    await page.keyboard.press('Delete')
    await until('one site', async () => (await hosts()).length === 1)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('news.')
    await page.click('[data-role=toast] [data-action=undo]')
    await until('two sites', async () => (await hosts()).length === 2)
    expect((await stored()).sites).toContainEqual({ host: 'example.com', fonts: false })
  })

  it('is reached from the popup with the site at hand', async () => {
    const site = await serve('tests/fixtures/site')
    try {
      const tab = await extension.browser.newPage()
      await tab.goto(`${site.origin}/en.html`)
      const popup = await openPopup(extension, tab)
      await popup.click('[data-action=rules]')
      const target = await extension.browser.waitForTarget((each) =>
        each.url().includes('#rules?site=127.0.0.1'),
      )
      const options = await target.page()
      await options?.waitForFunction(
        () =>
          (document.querySelector('[data-role=add-site]') as HTMLInputElement | null)?.value ===
          '127.0.0.1',
      )
      expect(await options?.evaluate(() => document.activeElement?.getAttribute('data-role'))).toBe(
        'add-site',
      )
    } finally {
      await site.close()
    }
  })
})
