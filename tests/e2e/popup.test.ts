import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addLink } from '../support/add-link.ts'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome, keepIn, openPopup, textOf, waitForText } from '../support/keep.ts'
import { answer } from '../support/site.ts'

const ROUTES = {
  '/tea': answer('text/html; charset=utf-8', '<!doctype html><title>一壶茶</title><p>水开了。'),
}

interface LinkRow {
  id: number
  url: string
  title: string
  note: string
  tags: number[]
  versions: number
  latest: string
}

let sites: FixtureSites
let extension: Extension
let page: Page
let visit = 0

/** Every test reads a page of its own. */
const visitPage = async () => {
  visit++
  await page.goto(`${sites.main.origin}/tea?visit=${visit}`)
}
const link = async () =>
  ((await extension.rows('links')) as unknown as LinkRow[]).find(({ url }) => url === page.url())
const snapshots = async () =>
  (await extension.rows('snapshots')).filter(({ url }) => url === page.url())
const tagNames = async () => {
  const ids = (await link())?.tags ?? []
  const tags = await extension.rows('tags')
  return ids.map((id) => tags.find((tag) => tag['id'] === id)?.['name'])
}

beforeAll(async () => {
  sites = await serveFixtures(ROUTES)
  extension = await launchExtension()
  await closeWelcome(extension)
  await extension.send('set-setting', { key: 'language', value: 'en' })
  page = await extension.browser.newPage()
})
afterAll(async () => {
  await extension.close()
  await sites.close()
})
beforeEach(visitPage)

describe('the popup over a page that is not kept', () => {
  it('names the page and offers to keep it with Enter', async () => {
    const popup = await openPopup(extension, page)
    expect(await textOf(popup, '.popup-head')).toContain('一壶茶')
    expect(await textOf(popup, '.popup-head')).toContain(new URL(page.url()).host)
    await popup.waitForSelector('[data-state=idle] [data-action=keep]:focus')
    await popup.keyboard.press('Enter')
    await popup.waitForSelector('[data-state=kept][data-fresh=true]')
    expect(await snapshots()).toHaveLength(1)
    await popup.close()
  })
})

describe('the popup over a page that was kept', () => {
  it('says when, how often and under which tags as soon as it opens', async () => {
    const first = await openPopup(extension, page)
    await keepIn(first)
    await first.type('[data-role=tag-input]', '茶道')
    await first.keyboard.press('Enter')
    await first.waitForSelector('[data-role=tag]')
    await first.close()
    const popup = await openPopup(extension, page)
    await popup.waitForSelector('[data-state=kept][data-fresh=false]')
    expect(await textOf(popup, '.popup-status')).toContain('Kept just now')
    expect(await textOf(popup, '.popup-status')).toContain('1 version')
    await waitForText(popup, '[data-role=tag]', '茶道')
    expect(await popup.$('[data-action=undo]')).toBeNull()
    await popup.close()
  })

  it('keeps a second version of it and takes only that one back', async () => {
    const popup = await openPopup(extension, page)
    await keepIn(popup)
    const first = (await link())?.latest
    await popup.close()
    const again = await openPopup(extension, page)
    await keepIn(again)
    await waitForText(again, '.popup-status', '2 versions')
    expect(await link()).toMatchObject({ versions: 2 })
    await again.click('[data-action=undo]')
    await waitForText(again, '.popup-status', '1 version')
    await waitForText(again, '[role=status]', 'Undone')
    expect(await snapshots()).toMatchObject([{ uid: first }])
    expect(await link()).toMatchObject({ versions: 1, latest: first })
    await again.close()
  })
})

describe('the editor in the popup', () => {
  let popup: Page

  beforeAll(async () => {
    const tags = ['前端开发', '前言', '食谱']
    await addLink(extension, 'https://example.com/', { tags, capture: false })
  })
  beforeEach(async () => {
    popup = await openPopup(extension, page)
    await keepIn(popup)
  })

  it('stores a title that was changed', async () => {
    await popup.click('[data-role=title-field]')
    await popup.keyboard.down('Control')
    await popup.keyboard.press('a')
    await popup.keyboard.up('Control')
    await popup.keyboard.type('改过的标题')
    await popup.keyboard.press('Enter')
    await until('the title', async () => (await link())?.title === '改过的标题')
    await popup.close()
  })

  it('completes a tag from its first letter by keyboard alone', async () => {
    await popup.waitForSelector('[data-role=tag-input]:focus')
    await popup.keyboard.type('前')
    await popup.waitForSelector('[role=option][aria-selected=true]')
    const options = await popup.$$eval('[role=option]', (all) =>
      all.map((each) => each.textContent),
    )
    expect(options).toHaveLength(3)
    await popup.keyboard.press('ArrowDown')
    await popup.keyboard.press('Enter')
    await popup.keyboard.type('食')
    await popup.keyboard.press('Enter')
    await until('both tags', async () => (await tagNames()).length === 2)
    expect(await tagNames()).toEqual([options[1], '食谱'])
    await popup.keyboard.press('Backspace')
    await until('the last tag to go', async () => (await tagNames()).length === 1)
    await popup.close()
  })

  it('makes a new tag of a name nobody used', async () => {
    await popup.type('[data-role=tag-input]', '新茶，老茶')
    await popup.keyboard.press('Enter')
    await until('the tags', async () => (await tagNames()).length === 2)
    expect(await tagNames()).toEqual(['新茶', '老茶'])
    await popup.close()
  })

  it('stores a note while it is written', async () => {
    await popup.type('[data-role=note-field]', '第三段值得再读')
    await until('the note', async () => (await link())?.note === '第三段值得再读')
    await popup.close()
  })

  it('takes everything back with Undo and says so', async () => {
    await popup.type('[data-role=tag-input]', '食谱')
    await popup.keyboard.press('Enter')
    await until('the tag', async () => (await tagNames()).length === 1)
    await popup.click('[data-action=undo]')
    await popup.waitForSelector('[data-state=idle] [data-action=keep]')
    expect(await textOf(popup, '[role=status]')).toBe('Undone')
    expect([await link(), await snapshots()]).toEqual([undefined, []])
    await until('no job left', async () => (await extension.rows('jobs')).length === 0)
    await popup.close()
  })
})

describe('what the shipped extension may not read', () => {
  it('is counted in the popup, with the permission that would help', async () => {
    await page.goto(`${sites.main.origin}/zh.html`, { waitUntil: 'networkidle0' })
    const popup = await openPopup(extension, page)
    await keepIn(popup)
    await popup.waitForSelector('[data-role=missing][data-count="2"]')
    await popup.waitForSelector('[data-action=allow-sites]')
    await popup.click('[data-role=missing] summary')
    expect(await textOf(popup, '[data-role=missing]')).toContain('foreign.png')
    await popup.close()
  })

  it('is explained over a page of the browser, whose address can be typed', async () => {
    await page.goto('chrome://version')
    const popup = await openPopup(extension, page)
    expect(await textOf(popup, '.popup-pane [role=status]')).toContain("doesn't let extensions")
    expect(await popup.$('[data-action=keep]')).toBeNull()
    await popup.type('[data-role=address-field]', 'no address')
    await popup.keyboard.press('Enter')
    await popup.waitForSelector('[data-reason=bad-address]')
    const typed = await popup.$eval('input[data-role=address-field]', (field) => field.value)
    expect(typed).toBe('no address')
    await popup.click('[data-role=address-field]', { count: 3 })
    await popup.keyboard.type('chrome://version')
    await popup.keyboard.press('Enter')
    await popup.waitForSelector('[data-state=kept][data-fresh=true]')
    expect(await textOf(popup, '.popup-status')).toContain('Link only')
    const rows = (await extension.rows('links')) as unknown as LinkRow[]
    expect(rows.find(({ url }) => url === 'chrome://version/')).toMatchObject({
      versions: 0,
    })
    await popup.close()
  })
})
