import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome, waitForText } from '../support/keep.ts'
import { answer } from '../support/site.ts'

const ROW = '[data-role=row]'
const SIGN_IN = '<!doctype html><title>登录</title><form><input type="password" name="pw"></form>'
const ROUTES = { '/account/login': answer('text/html; charset=utf-8', SIGN_IN) }

let extension: Extension
let library: Page

/** Shows a view of the library afresh. */
const show = async (hash: string) => {
  await library.bringToFront()
  await library.goto('about:blank')
  await library.goto(extension.url(`library.html${hash}`))
}
const route = () => library.evaluate(() => location.hash)
const add = async (address: string) => {
  await library.waitForSelector('[data-action=add-links]')
  await library.click('[data-action=add-links]')
  await library.waitForSelector('[data-role=add-field]:focus')
  await library.keyboard.type(address)
  await library.keyboard.press('Enter')
}

describe('adding a link by its address', () => {
  let sites: FixtureSites

  beforeAll(async () => {
    sites = await serveFixtures(ROUTES)
  })
  afterAll(() => sites.close())

  describe('where all sites are allowed', () => {
    beforeAll(async () => {
      extension = await launchExtension({ mode: 'granted' })
      await closeWelcome(extension)
      library = await extension.open('library.html')
    })
    afterAll(() => extension.close())

    it('keeps its page and shows it', async () => {
      await add(`${sites.main.origin}/en.html`)
      await waitForText(library, '.row-title', 'The Quiet Terminal')
      await library.waitForSelector('.row-thumb img')
      expect(await extension.rows('links')).toMatchObject([{ versions: 1 }])
    })

    it('goes to the link where it is there already', async () => {
      await add(`${sites.main.origin}/en.html`)
      await library.waitForSelector('[data-role=detail]')
      const [link] = await extension.rows('links')
      expect(await route()).toBe(`#/all?link=${link?.['id']}`)
      expect(await extension.rows('links')).toHaveLength(1)
    })

    it('says of a sign-in page what it is: in the row, beside it and in the viewer', async () => {
      await show('#/all')
      await add(`${sites.main.origin}/account/login`)
      await library.waitForSelector(`${ROW} [data-role=notice][data-kind=login-page]`)
      await library.click(`${ROW} .row-link`)
      await library.waitForSelector('[data-role=detail] [data-kind=login-page]')
      const [link] = (await extension.rows('links')).filter((row) => row['title'] === '登录')
      const viewer = await extension.open(`viewer.html?snapshot=${link?.['latest']}`)
      await viewer.waitForSelector('.viewer-strip [data-kind=login-page]')
      await viewer.close()
    })
  })

  describe('where they are not', () => {
    beforeAll(async () => {
      extension = await launchExtension()
      await closeWelcome(extension)
      library = await extension.open('library.html')
    })
    afterAll(() => extension.close())

    it('keeps the link and asks for what its page needs', async () => {
      await add('example.com/article')
      await library.waitForSelector('[data-role=add] [data-action=allow-sites]')
      await library.waitForSelector(`${ROW} [data-role=needs-permission]`)
      await library.click('[data-action=add-done]')
      await library.waitForSelector('[data-role=add]', { hidden: true })
      expect(await extension.rows('links')).toMatchObject([{ versions: 0 }])
    })

    it('offers no pause of what can not begin', async () => {
      await add('https://example.com/a https://example.com/b')
      await library.waitForSelector('[data-role=add] [data-action=cancel-all]')
      const asks = '[data-role=add] [data-role=needs-permission]'
      await waitForText(library, asks, '2 links are saved')
      expect(await library.$('[data-action=pause-links]')).toBeNull()
    })

    it.each([
      ['not an address', 'bad-address'],
      ['mailto:someone@example.com', 'unsupported-scheme'],
    ])('explains why it refuses "%s"', async (typed, reason) => {
      await show('#/all')
      await add(typed)
      await library.waitForSelector(`[data-role=error][data-reason=${reason}]`)
      const left = await library.$eval('textarea[data-role=add-field]', (field) => field.value)
      expect(left).toBe(typed)
    })

    it('begins with an address that another page handed over', async () => {
      await show('#/add?url=mailto%3Ame')
      const offered = await library.$eval('textarea[data-role=add-field]', (field) => field.value)
      expect(offered).toBe('mailto:me')
    })
  })
})
