import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Extension, launchExtension } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome, keepIn, openPopup, textOf, waitForText } from '../support/keep.ts'
import { answer } from '../support/site.ts'

const page = (title: string, body: string) =>
  answer('text/html; charset=utf-8', `<!doctype html><title>${title}</title>${body}`)

const FILLER = '<p>Some other words about nothing in particular.</p>'.repeat(60)
const ROUTES = {
  '/soup': page(
    '家常菜',
    `<p>${'先把水烧开，放一点盐。'.repeat(40)}</p><p>再用小火炒出<b>糖</b>色，裹在肉上。</p>`,
  ),
  '/rust': page(
    'Ownership',
    `<p>Rust first.</p>${FILLER}<p>The café says: memory safety in rust needs no collector.</p>`,
  ),
  '/go': page('Rust or something else', '<p>A page that is short.</p>'),
  '/plain': page('Nothing', '<p>Trust nobody.</p>'),
}

const SEARCH = '[data-role=search]'
let sites: FixtureSites
let extension: Extension
let library: Page

async function keepAll(): Promise<void> {
  const tab = await extension.browser.newPage()
  for (const path of Object.keys(ROUTES)) {
    await tab.goto(`${sites.main.origin}${path}`)
    const popup = await openPopup(extension, tab)
    await keepIn(popup)
    if (path === '/go') {
      await popup.type('[data-role=tag-input]', 'Languages')
      await popup.keyboard.press('Enter')
      await popup.waitForSelector('[data-role=tag]')
    }
    await popup.close()
  }
}

const show = async (hash: string) => {
  await library.bringToFront()
  await library.goto('about:blank')
  await library.goto(extension.url(`library.html${hash}`))
  await library.waitForSelector(SEARCH)
}
const titles = () =>
  library.$$eval('.row-title', (all) => all.map((each) => each.textContent.trim()))
const findsOnly = (...wanted: string[]) =>
  vi.waitFor(async () => expect(await titles()).toEqual(wanted), 15_000)
const marksIn = (selector: string) =>
  library.$$eval(`${selector} mark`, (all) => all.map((each) => each.textContent))
const chips = () => library.$$eval('.query-chip-text', (all) => all.map((each) => each.textContent))
const typed = () => library.$eval(SEARCH, (field) => (field as HTMLInputElement).value)
const type = async (text: string) => {
  await library.keyboard.press('/')
  await library.keyboard.type(text)
}

beforeAll(async () => {
  sites = await serveFixtures(ROUTES)
  extension = await launchExtension()
  await extension.send('set-setting', { key: 'language', value: 'en' })
  await closeWelcome(extension)
  await keepAll()
  library = await extension.browser.newPage()
  await library.setViewport({ width: 1400, height: 900 })
})
afterAll(async () => {
  await extension.close()
  await sites.close()
})
beforeEach(async () => {
  await extension.send('set-setting', { key: 'recentSearches', value: [] })
  await show('#/all')
  await library.waitForSelector('[data-role=row]')
})

describe('the library finds', () => {
  it('what a page says in Chinese, and shows where', async () => {
    await type('糖色')
    await findsOnly('家常菜')
    await vi.waitFor(async () => expect(await marksIn('[data-role=excerpt]')).toEqual(['糖色']))
    expect(await textOf(library, '[data-role=excerpt]')).toContain('小火炒出糖色，裹在肉上')
  })

  it('what a page says in English: words and how they begin, not what is inside of one', async () => {
    await type('RUST saf')
    await findsOnly('Ownership')
    await vi.waitFor(async () =>
      expect(await marksIn('[data-role=excerpt]')).toEqual(['saf', 'rust']),
    )
  })

  it('words with other accents, in titles too, with marks there', async () => {
    await type('rust')
    await findsOnly('Rust or something else', 'Ownership')
    await vi.waitFor(async () => expect(await marksIn('.row-title')).toEqual(['Rust']))
    await library.keyboard.type(' cafe')
    await findsOnly('Ownership')
  })

  it('the most relevant first, where that is wished', async () => {
    await type('rust')
    await findsOnly('Rust or something else', 'Ownership')
    await library.select('[data-role=sort]', 'oldest')
    await findsOnly('Ownership', 'Rust or something else')
    await library.select('[data-role=sort]', 'relevance')
    await library.waitForFunction(() => location.hash.includes('sort=relevance'))
    await findsOnly('Rust or something else', 'Ownership')
  })
})

describe('the search box', () => {
  it('says what it understood, part by part, and lets go of a part', async () => {
    await type('rust -café tag:Languages ')
    await vi.waitFor(async () =>
      expect(await chips()).toEqual(['rust', 'Not: café', 'Tag: Languages']),
    )
    await findsOnly('Rust or something else')
    await library.click('.query-chip[data-kind=tag] .query-chip-remove')
    await vi.waitFor(async () => expect(await chips()).toEqual(['rust', 'Not: café']))
    expect(await typed()).toBe('rust -café')
    await library.click('.query-chip[data-negated=true] .query-chip-remove')
    await findsOnly('Rust or something else', 'Ownership')
  })

  it('says what it did not understand', async () => {
    await type('rust before:2024-13')
    await waitForText(library, '[data-role=query-notices]', '“2024-13” is not a date')
    await findsOnly('Rust or something else', 'Ownership')
  })

  it('completes by the keyboard', async () => {
    await type('ta')
    await library.waitForSelector('[role=option][data-kind=key]')
    await library.keyboard.press('ArrowDown')
    const isActive = await library.$eval(SEARCH, (field) => {
      const id = field.getAttribute('aria-activedescendant') ?? ''
      return document.getElementById(id)?.getAttribute('aria-selected')
    })
    expect(isActive).toBe('true')
    await library.keyboard.press('Enter')
    expect(await typed()).toBe('tag:')
    await library.keyboard.type('lang')
    await library.waitForSelector('[role=option][data-kind=tag]')
    await library.keyboard.press('ArrowDown')
    await library.keyboard.press('Enter')
    expect(await typed()).toBe('tag:Languages ')
    await findsOnly('Rust or something else')
    expect(await library.$('[role=listbox]')).toBeNull()
  })

  it('completes by the mouse, and closes at Escape before it clears', async () => {
    await type('is:')
    await library.waitForSelector('[role=option][data-kind=is]')
    const names = await library.$$eval('[role=option]', (all) =>
      all.map((each) => each.textContent),
    )
    expect(names).toContain('starred')
    await library.click('[role=option][data-kind=is]')
    expect(await typed()).toBe('is:unread ')
    await library.keyboard.type('ti')
    await library.waitForSelector('[role=listbox]')
    await library.keyboard.press('Escape')
    expect(await library.$('[role=listbox]')).toBeNull()
    expect(await typed()).toBe('is:unread ti')
    await library.keyboard.press('Escape')
    expect(await typed()).toBe('')
  })

  it('remembers what was searched for, until it is told to forget', async () => {
    await type('糖色')
    await library.keyboard.press('Enter')
    await findsOnly('家常菜')
    await show('#/all')
    await library.click(SEARCH)
    await library.waitForSelector('[role=option][data-kind=recent]')
    await library.keyboard.press('ArrowDown')
    await library.keyboard.press('Enter')
    await findsOnly('家常菜')
    await show('#/all')
    await library.click(SEARCH)
    await library.waitForSelector('[data-action=forget-searches]')
    await library.click('[data-action=forget-searches]')
    await library.waitForFunction(() => !document.querySelector('[data-kind=recent]'))
  })
})

describe('the popup', () => {
  it('finds pages in its own window, and opens one with the words marked', async () => {
    const tab = await extension.browser.newPage()
    await tab.goto(`${sites.main.origin}/plain`)
    const popup = await openPopup(extension, tab)
    await popup.click('[data-action=search]')
    await popup.waitForSelector('.find-panel input:focus')
    await popup.keyboard.type('糖色')
    await waitForText(popup, '[data-role=hit]', '家常菜')
    expect(await popup.$$eval('mark', (all) => all.map((each) => each.textContent))).toEqual([
      '糖色',
    ])
    const opened = extension.browser.waitForTarget((target) => target.url().includes('viewer.html'))
    // It closes with the key that opens the page.
    await popup.keyboard.press('Enter').catch(() => undefined)
    const viewer = await (await opened).asPage()
    await waitForText(viewer, '[data-role=find-count]', '1 of 1')
    await viewer.close()
    await tab.close()
  })
})

describe('a page that was found', () => {
  it('opens with the words marked, at the first of them', async () => {
    await show('#/all?q=rust%20caf%C3%A9')
    await library.waitForSelector('[data-role=row]')
    const opened = extension.browser.waitForTarget((target) => target.url().includes('viewer.html'))
    await library.keyboard.press('j')
    await library.keyboard.press('o')
    const viewer = await (await opened).asPage()
    await viewer.waitForSelector('[data-ready=true]')
    await waitForText(viewer, '[data-role=find-count]', '1 of 3')
    expect(await viewer.evaluate(markedTexts)).toEqual(['Rust', 'café', 'rust'])
    await viewer.click('[data-action=find-next]')
    await waitForText(viewer, '[data-role=find-count]', '2 of 3')
    const top = () =>
      viewer.$eval('iframe', (frame) => (frame as HTMLIFrameElement).contentWindow?.scrollY ?? 0)
    expect(await top()).toBeGreaterThan(200)
    await viewer.click('[data-action=find-previous]')
    await viewer.click('[data-action=find-previous]')
    await waitForText(viewer, '[data-role=find-count]', '3 of 3')
    await viewer.keyboard.press('Escape')
    await viewer.waitForFunction(() => !document.querySelector('[data-role=find]'))
    expect(await viewer.evaluate(markedTexts)).toEqual([])
    expect(viewer.url()).not.toContain('q=')
    await viewer.close()
  })
})

/** Runs in the viewer: what is marked in the kept page. */
function markedTexts(): string[] {
  const view = document.querySelector('iframe')?.contentWindow as
    | (Window & typeof globalThis)
    | null
  const marks = view?.CSS.highlights.get('linkshot-found') ?? []
  return [...marks].map((range) => (range as Range).toString())
}
