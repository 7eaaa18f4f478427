import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome, keepIn, openPopup, textOf, waitForText } from '../support/keep.ts'
import { answer } from '../support/site.ts'

const page = (head: string) =>
  answer('text/html; charset=utf-8', `<!doctype html>${head}<p>水开了。`)

const ALSO = '[data-role=also-kept]'

let sites: FixtureSites
let extension: Extension
let tab: Page

const at = (path: string) => `${sites.main.origin}${path}`
const links = () => extension.rows('links')

beforeAll(async () => {
  sites = await serveFixtures({
    '/tea': page('<title>一壶茶</title>'),
    '/tea/': page('<title>一壶茶</title>'),
    '/p/5': (request, response) =>
      page(`<title>第五页</title><link rel="canonical" href="${at('/tea')}">`)(request, response),
  })
  extension = await launchExtension()
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'language', value: 'en' })
  tab = await extension.browser.newPage()
})
afterAll(async () => {
  await extension.close()
  await sites.close()
})

describe('a page like one that is kept', () => {
  it('is one and the same where only what says where from differs', async () => {
    await tab.goto(at('/tea?utm_source=letter'))
    await keepIn(await openPopup(extension, tab))
    await tab.goto(at('/tea?gclid=1#end'))
    const popup = await openPopup(extension, tab)
    await popup.waitForSelector('[data-state=kept]')
    expect(await links()).toMatchObject([{ urlKey: at('/tea') }])
  })

  it('is offered beside the button that keeps it, and never made one with it', async () => {
    await tab.goto(at('/tea/'))
    const popup = await openPopup(extension, tab)
    await popup.waitForSelector(`[data-state=idle] ${ALSO}`)
    expect(await textOf(popup, ALSO)).toContain('A similar address is kept already')
    expect(await textOf(popup, ALSO)).toContain(at('/tea?utm_source=letter'))
    await keepIn(popup)
    await waitForText(popup, ALSO, 'Also kept as')
    expect(await links()).toHaveLength(2)
  })

  it('is known by its canonical link, too', async () => {
    await tab.goto(at('/p/5'))
    const popup = await openPopup(extension, tab)
    expect(await popup.$(ALSO)).toBeNull()
    await keepIn(popup)
    await waitForText(popup, ALSO, 'Also kept as')
    expect((await links()).map((link) => link['canonical'])).toEqual(['', '', at('/tea')])
  })

  it('is named when it is typed, and in the detail of the other', async () => {
    const library = await extension.browser.newPage()
    await library.goto(
      extension.url(`library.html#/add?url=${encodeURIComponent(at('/tea?ref=mail'))}`),
    )
    await library.waitForSelector(`.add ${ALSO}`)
    await library.click(`.add ${ALSO} [data-action=open-similar]`)
    await library.waitForSelector(`.detail ${ALSO}`)
    expect(await library.$('.add')).toBeNull()
    expect(await library.$$(`.detail ${ALSO} [data-action=open-similar]`)).toHaveLength(2)
    const first = library.url()
    await library.click(`.detail ${ALSO} [data-action=open-similar]`)
    await library.waitForFunction((before: string) => location.href !== before, {}, first)
    await library.waitForSelector(`.detail ${ALSO}`)
  })
})
