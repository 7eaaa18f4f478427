import type { KeyInput, Page } from 'puppeteer-core'
import { openPopup } from './keep.ts'
import type { Stage } from './stage.ts'

/** A screen in one of its states, and how to get there. */
export interface Screen {
  name: string
  open(stage: Stage): Promise<Page>
}

const shown = (path: (stage: Stage) => string, ready: string) => async (stage: Stage) => {
  const page = await stage.extension.open(path(stage))
  await page.waitForSelector(ready)
  return page
}

const over = (address: (stage: Stage) => string, ready: string) => async (stage: Stage) => {
  if (stage.tab.url() !== address(stage)) await stage.tab.goto(address(stage))
  const popup = await openPopup(stage.extension, stage.tab)
  await popup.waitForSelector(ready)
  return popup
}

const overBrowserPage = over(() => 'chrome://version/', '[data-role=address-field]')

async function refusedAddress(stage: Stage): Promise<Page> {
  const popup = await overBrowserPage(stage)
  await popup.type('[data-role=address-field]', 'not an address')
  await popup.click('[data-action=keep-link-only]')
  await popup.waitForSelector('[data-role=error]')
  return popup
}

/** A screen after something was done on it. */
const after =
  (open: Screen['open'], act: (page: Page) => Promise<unknown>, ready: string) =>
  async (stage: Stage) => {
    const page = await open(stage)
    await act(page)
    await page.waitForSelector(ready)
    return page
  }

const library = shown(() => 'library.html#/all', '[data-role=row]')
const tagManager = shown(() => 'options.html', '[data-role=tag-row]')

const press = (key: KeyInput) => (page: Page) => page.keyboard.press(key)
const click = (selector: string) => (page: Page) => page.click(selector)

async function selectTwo(page: Page): Promise<void> {
  for (const key of ['j', 'x', 'j', 'x'] as const) await page.keyboard.press(key)
}

const addFrom = (action: string) => async (page: Page) => {
  await page.keyboard.press('n')
  await page.waitForSelector('[data-role=add-field]')
  await page.click(`[data-action=${action}]`)
}

/** A list with a link that is kept, one that can't be, and filters. */
async function listLinks(page: Page): Promise<void> {
  await page.keyboard.press('n')
  await page.waitForSelector('[data-role=add-field]')
  const many = Array.from({ length: 8 }, (_, index) => `https://example.com/${index}`)
  const lines = ['https://example.com/oklch', 'ftp://example.com/', ...many]
  await page.$eval(
    '[data-role=add-field]',
    (field, text) => {
      ;(field as HTMLTextAreaElement).value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
    lines.join('\n'),
  )
  await page.waitForSelector('.pick-known')
}

export const POPUPS: Screen[] = [
  {
    name: 'popup',
    open: over(({ sites }) => `${sites.main.origin}/tea?new`, '[data-action=keep]'),
  },
  {
    name: 'popup-kept',
    open: over(
      ({ sites }) => `${sites.main.origin}/tea`,
      '[data-state=kept] [data-role=title-field]',
    ),
  },
  { name: 'popup-browser-page', open: overBrowserPage },
  { name: 'popup-error', open: refusedAddress },
]

export const OTHER_PAGES: Screen[] = [
  { name: 'welcome', open: shown(() => 'welcome.html', '[data-action=allow-sites]') },
  {
    name: 'viewer',
    open: shown(({ kept }) => `viewer.html?snapshot=${kept.snapshot}`, '[data-ready=true]'),
  },
  {
    name: 'viewer-found',
    open: shown(({ kept }) => `viewer.html?snapshot=${kept.snapshot}&q=tea`, '[data-role=find]'),
  },
  {
    name: 'viewer-save',
    open: after(
      shown(({ kept }) => `viewer.html?snapshot=${kept.snapshot}`, '[data-ready=true]'),
      click('[data-action=save]'),
      '[role=menu]:not([hidden])',
    ),
  },
  { name: 'viewer-unknown', open: shown(() => 'viewer.html?snapshot=none', '[data-role=error]') },
]

/** With a word of the page, one that must not be there, a state, and a date that is none. */
const SEARCH = 'water -coffee is:unread before:2024-13'

export const LIBRARIES: Screen[] = [
  { name: 'library', open: library },
  { name: 'library-grid', open: after(library, press('1'), '[data-view=grid]') },
  { name: 'library-compact', open: after(library, press('3'), '[data-view=compact]') },
  { name: 'library-selection', open: after(library, selectTwo, '[data-role=bulk]') },
  {
    name: 'library-export',
    open: after(after(library, selectTwo, '[data-role=bulk]'), press('d'), '[data-role=export]'),
  },
  { name: 'library-add', open: after(library, press('n'), '[data-role=add-field]:focus') },
  { name: 'library-add-list', open: after(library, listLinks, '.pick-filters') },
  {
    name: 'library-add-tabs',
    open: after(library, addFrom('from-tabs'), '[data-role=needs-permission]'),
  },
  {
    name: 'library-add-bookmarks',
    open: after(library, addFrom('from-bookmarks'), '[data-action=allow-bookmarks]'),
  },
  {
    name: 'library-detail',
    open: shown(({ kept }) => `library.html#/all?link=${kept.linkId}`, '.detail-body'),
  },
  {
    name: 'library-nothing',
    open: shown(() => 'library.html#/all?q=nonesuch', '[data-role=empty]'),
  },
  {
    name: 'library-search',
    open: shown(() => `library.html#/all?q=${encodeURIComponent(SEARCH)}`, '.row-excerpt'),
  },
  {
    name: 'library-suggestions',
    open: after(library, click('[data-role=search]'), '[data-role=suggestions]'),
  },
  {
    name: 'library-find',
    open: after(
      shown(() => 'library.html#/find', '.find-panel input:focus'),
      (page) => page.keyboard.type('water'),
      '[data-role=hit] mark',
    ),
  },
  {
    name: 'library-filtered',
    open: shown(() => 'library.html#/all?tags=2&not=1', '.filter-tag'),
  },
  {
    name: 'library-groups',
    open: shown(() => 'library.html#/all?group=site', '[data-role=group]'),
  },
  { name: 'library-trash', open: shown(() => 'library.html#/trash', '[data-role=empty]') },
  {
    name: 'library-duplicates',
    open: shown(() => 'library.html#/duplicates', '[data-role=duplicates][data-done=true]'),
  },
  { name: 'library-activity', open: shown(() => 'library.html#/activity', '[data-role=act]') },
  { name: 'library-keys', open: after(library, press('?'), '[data-role=keys]') },
]

const section = (id: string): Screen => ({
  name: `options-${id}`,
  open: shown(() => `options.html#${id}`, `[data-section=${id}] h1`),
})

export const OPTIONS: Screen[] = [
  { name: 'options-tags', open: tagManager },
  {
    name: 'options-tag-menu',
    open: after(
      tagManager,
      click('[data-role=tag-row] [data-action=menu]'),
      '[data-role=tag-menu]',
    ),
  },
  ...['general', 'rules', 'shortcuts', 'permissions', 'storage', 'cloud', 'backup', 'about'].map(
    section,
  ),
]
