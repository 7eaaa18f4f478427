import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../support/extension.ts'
import { type FirefoxExtension, launchFirefox } from '../support/firefox.ts'

declare const browser: {
  contextMenus: { update(id: string, change: object): Promise<void> }
  commands: { getAll(): Promise<{ name: string }[]> }
  runtime: { getManifest(): { omnibox?: { keyword: string } } }
}

describe('in Firefox', () => {
  let firefox: FirefoxExtension

  beforeAll(async () => {
    firefox = await launchFirefox('granted')
  }, 120_000)
  afterAll(() => firefox?.close())

  it('has the menu, on tabs too, the commands and the keyword', async () => {
    const page = await firefox.open('options.html')
    const ids = ['keep-page', 'keep-selection', 'keep-image-page', 'keep-link', 'keep-tab']
    ids.push('keep-tab-window', 'open-library', 'keep-window', 'open-options')
    await until('the menu', () =>
      page.evaluate(async (all: string[]) => {
        const found = await Promise.allSettled(
          all.map((id) => browser.contextMenus.update(id, { enabled: true })),
        )
        return found.every(({ status }) => status === 'fulfilled')
      }, ids),
    )
    const { names, keyword } = await page.evaluate(async () => ({
      names: (await browser.commands.getAll()).map(({ name }) => name),
      keyword: browser.runtime.getManifest().omnibox?.keyword,
    }))
    expect(names).toEqual(expect.arrayContaining(['keep-window', 'add-selection-as-note']))
    expect(keyword).toBe('ls')
  }, 120_000)
})
