import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome, keepIn, openPopup, waitForText } from '../support/keep.ts'
import { answer } from '../support/site.ts'

const ROUTES = {
  '/tea': answer('text/html; charset=utf-8', '<!doctype html><title>一壶茶</title><p>水开了。'),
}

const RAW_KEY =
  /\b(?:app|chip|searchKey|query|command|menu|popup|library|options|viewer|welcome|ui|error|missing|rules|score|unverified|notice|tags|storage|backup|cloud|project|signIn|sync|activity|duplicates)\.[a-z]\w*/g

/** Words of a Chinese screen that are rightly Latin: names of keys, formats, units, languages and products. */
const LATIN = new Set(
  'Alt Shift Ctrl Enter Esc Del Space English HTML ZIP JPEG PNG MIT ls http https kB MB GB Supabase'.split(
    ' ',
  ),
)

let sites: FixtureSites
let extension: Extension
let article: Page
let kept: { linkId: number; snapshot: string }

const setLanguage = (value: string) => extension.send('set-setting', { key: 'language', value })

beforeAll(async () => {
  sites = await serveFixtures(ROUTES)
  extension = await launchExtension()
  await closeWelcome(extension)
  await setLanguage('zh_CN')
  article = await extension.browser.newPage()
  await article.goto(`${sites.main.origin}/tea`)
  const popup = await openPopup(extension, article)
  await keepIn(popup)
  await popup.type('[data-role=tag-input]', '茶道')
  await popup.keyboard.press('Enter')
  await popup.waitForSelector('[data-role=tag]')
  await popup.close()
  const [link] = await extension.rows('links')
  kept = { linkId: Number(link?.['id']), snapshot: String(link?.['latest']) }
})
afterAll(async () => {
  await extension.close()
  await sites.close()
})

/** Every screen, and how to get there. */
const SCREENS: [name: string, open: () => Promise<Page>][] = [
  ['popup over a kept page', () => popupOver('/tea')],
  ['popup over a new page', () => popupOver('/tea?new')],
  ['popup over a page of the browser', () => popupOver('chrome://version')],
  ['library', () => page('library.html', '[data-role=row]')],
  ['library with a link', () => page(`library.html#/all?link=${kept.linkId}`, '.detail-body')],
  ['library with a search', () => page(`library.html#/all?q=${SEARCH}`, '.query-chip')],
  ['suggestions', suggestions],
  ['search of the popup', () => page('library.html#/find', '.find-panel')],
  ['empty trash', () => page('library.html#/trash', '[data-role=empty]')],
  ['duplicates', () => page('library.html#/duplicates', '[data-role=duplicates][data-done=true]')],
  ['recent changes', () => page('library.html#/activity', '[data-role=act]')],
  ['keys of the library', keysOfLibrary],
  ['library with a link it waits to open', libraryThatWaits],
  ['options', () => page('options.html', '[data-role=tag-row]')],
  ...['general', 'shortcuts', 'storage', 'cloud', 'backup', 'about'].map(optionsSection),
  ['keys of the tag manager', keysOfTags],
  ['welcome page', () => page('welcome.html', '[data-action=allow-sites]')],
  ['viewer', () => page(`viewer.html?snapshot=${kept.snapshot}`, '[data-ready=true]')],
  ['viewer of nothing', () => page('viewer.html?snapshot=none', '[data-role=error]')],
]

/** No words: those are in the language of whoever types them. */
const SEARCH = encodeURIComponent(
  '(is:unread OR is:read) has:snapshot after:7d -is:starred lang:"zh',
)

async function suggestions(): Promise<Page> {
  const library = await page('library.html', '[data-role=row]')
  await library.click('[data-role=search]')
  await library.waitForSelector('[data-role=suggestions]')
  return library
}

function optionsSection(id: string): [name: string, open: () => Promise<Page>] {
  return [`options, ${id}`, () => page(`options.html#${id}`, `[data-section=${id}] h1`)]
}

async function keysOfTags(): Promise<Page> {
  const options = await page('options.html', '[data-role=tag-row]')
  await options.keyboard.press('?')
  await options.waitForSelector('dialog[data-role=keys]')
  return options
}

async function page(path: string, ready: string): Promise<Page> {
  const opened = await extension.open(path)
  await opened.waitForSelector(ready)
  return opened
}

async function popupOver(address: string): Promise<Page> {
  const url = address.startsWith('/') ? `${sites.main.origin}${address}` : address
  if (article.url() !== url) await article.goto(url)
  const popup = await openPopup(extension, article)
  await popup.waitForSelector('.popup-pane')
  return popup
}

async function keysOfLibrary(): Promise<Page> {
  const library = await page('library.html', '[data-role=row]')
  await library.keyboard.press('?')
  await library.waitForSelector('[data-role=keys]')
  return library
}

async function libraryThatWaits(): Promise<Page> {
  const library = await page('library.html', '[data-role=row]')
  await library.click('[data-action=add-links]')
  await library.type('[data-role=add-field]', '127.0.0.1/waits')
  await library.keyboard.press('Enter')
  await library.waitForSelector('[data-role=toast]')
  return library
}

/** What a screen says to eye and ear: its text, and the names and hints of its controls. */
function words(): string {
  const spoken = ['aria-label', 'title', 'placeholder', 'alt']
  const hints = [...document.querySelectorAll('*')].flatMap((element) =>
    spoken.map((name) => element.getAttribute(name) ?? ''),
  )
  // biome-ignore lint/performance/useDomNodeTextContent: only what is on the screen counts
  return [document.title, document.body.innerText, ...hints].join('\n')
}

/** Addresses, keys of projects and version numbers are no language. */
const withoutAddresses = (text: string) =>
  text
    .replace(/(?:https?:\/\/)?(?:127\.0\.0\.1|localhost)\S*/g, '')
    .replace(/https:\/\/\S*|sb_publishable_\S*/g, '')
    .replace(/\b[\d.]+\b/g, '')

describe.each([
  ['zh_CN', 'zh-CN'],
  ['en', 'en'],
])('in %s', (language, tag) => {
  beforeAll(async () => {
    await setLanguage(language)
  })

  it.each(SCREENS)('%s is translated and names its controls', async (_name, open) => {
    const screen = await open()
    const text = await screen.evaluate(words)
    expect(await screen.evaluate(() => document.documentElement.lang)).toBe(tag)
    expect(text.match(RAW_KEY)).toBeNull()
    const latin = withoutAddresses(text).match(/[A-Za-z]{2,}/g) ?? []
    if (language === 'zh_CN') expect(text).toMatch(/\p{Script=Han}{4}/u)
    if (language === 'zh_CN') expect(latin.filter((word) => !LATIN.has(word))).toEqual([])
    const chinese = text.match(/\p{Script=Han}+/gu) ?? []
    const ours = ['一壶茶', '茶道', '简体中文']
    if (language === 'en') expect(chinese.filter((word) => !ours.includes(word))).toEqual([])
    expect(await unnamedControls(screen)).toEqual([])
    await screen.close()
  })
})

const CONTROLS = new Set([
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'radio',
  'checkbox',
  'option',
  'Iframe',
  'dialog',
])

/** Controls that a screen reader would have no words for. */
async function unnamedControls(screen: Page): Promise<string[]> {
  const session = await screen.createCDPSession()
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter((node) => !node.ignored && CONTROLS.has(String(node.role?.value)))
    .filter((node) => String(node.name?.value ?? '').trim() === '')
    .map((node) => String(node.role?.value))
}

describe('a change in the settings', () => {
  let options: Page
  let library: Page
  let popup: Page

  beforeEach(async () => {
    await setLanguage('en')
    options = await page('options.html#general', '.options-section')
    library = await page('library.html', '[data-role=row]')
    popup = await popupOver('/tea')
  })

  const all = () => [options, library, popup]

  it('of the language shows everywhere without a reload', async () => {
    const mark = () => document.body.setAttribute('data-mark', 'same document')
    await Promise.all(all().map((each) => each.evaluate(mark)))
    await options.$eval('input[value=zh_CN]', (choice) => choice.click())
    const texts = ['通用', '全部链接', '链接管理'] as const
    for (const [index, each] of all().entries()) {
      await until(`${texts[index]} on ${each.url()}`, () =>
        each.evaluate((text) => document.body.textContent.includes(text ?? ''), texts[index]),
      )
      expect(await each.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
      expect(await each.evaluate(() => document.body.dataset['mark'])).toBe('same document')
    }
    await Promise.all(all().map((each) => each.close()))
  })

  it('of the theme shows everywhere', async () => {
    await options.$eval('input[value=dark]', (choice) => choice.click())
    for (const each of all()) {
      await until(`dark on ${each.url()}`, () => each.evaluate(isDark))
    }
    await options.$eval('input[value=light]', (choice) => choice.click())
    for (const each of all()) {
      await until(`light on ${each.url()}`, async () => !(await each.evaluate(isDark)))
    }
    await Promise.all(all().map((each) => each.close()))
  })

  it('of the theme is in force before the next page asks the database', async () => {
    const page = await extension.browser.newPage()
    await page.evaluateOnNewDocument(() => {
      const note = () => {
        document.documentElement.dataset['early'] = document.documentElement.dataset['theme'] ?? ''
      }
      document.addEventListener('readystatechange', note, { once: true })
    })
    await page.goto(extension.url('library.html'))
    expect(await page.evaluate(() => document.documentElement.dataset['early'])).toBe('light')
    await page.close()
  })
})

/** Runs in a page: whether it is drawn light on dark. */
function isDark(): boolean {
  const { colorScheme } = getComputedStyle(document.documentElement)
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')
  if (!canvas) return false
  canvas.fillStyle = getComputedStyle(document.body).color
  canvas.fillRect(0, 0, 1, 1)
  return colorScheme === 'dark' && (canvas.getImageData(0, 0, 1, 1).data[0] ?? 0) > 200
}

describe('the viewer', () => {
  it('says that a version is not there and leads back', async () => {
    await setLanguage('en')
    const viewer = await page('viewer.html?snapshot=00000000', '[data-reason=not-found]')
    await waitForText(viewer, '[data-role=error]', "isn't in the library any more")
    expect(await viewer.$eval('[data-role=error] a', (back) => back.getAttribute('href'))).toBe(
      'library.html',
    )
    await viewer.close()
  })
})
