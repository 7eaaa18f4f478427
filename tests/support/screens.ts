import type { Page } from 'puppeteer-core'
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

async function keysOfLibrary(stage: Stage): Promise<Page> {
  const library = await shown(() => 'library.html#/all', '[data-role=row]')(stage)
  await library.keyboard.press('?')
  await library.waitForSelector('[data-role=keys]')
  return library
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
  { name: 'viewer-unknown', open: shown(() => 'viewer.html?snapshot=none', '[data-role=error]') },
]

export const LIBRARIES: Screen[] = [
  { name: 'library', open: shown(() => 'library.html#/all', '[data-role=row]') },
  {
    name: 'library-detail',
    open: shown(({ kept }) => `library.html#/all?link=${kept.linkId}`, '.detail-body'),
  },
  {
    name: 'library-nothing',
    open: shown(() => 'library.html#/all?q=nonesuch', '[data-role=empty]'),
  },
  { name: 'library-trash', open: shown(() => 'library.html#/trash', '[data-role=empty]') },
  { name: 'library-keys', open: keysOfLibrary },
]

export const OPTIONS: Screen[] = [
  { name: 'options', open: shown(() => 'options.html', '.options-section') },
]
