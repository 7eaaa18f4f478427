import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Extension, launchExtension, until } from '../support/extension.ts'
import { type FixtureSites, serveFixtures } from '../support/fixture-site.ts'
import { closeWelcome } from '../support/keep.ts'
import { answer } from '../support/site.ts'
import { tabsOf } from '../support/tabs.ts'

const TEXT = '近腊月下，景气和畅，故山殊可过。'
const letter = answer(
  'text/html; charset=utf-8',
  `<!doctype html><title>山中与裴秀才迪书</title><p id="text">${TEXT}</p><p>足下方温经。</p>`,
)
const tea = answer('text/html; charset=utf-8', '<!doctype html><title>一壶茶</title><p>水开了。')

interface Row {
  id: number
  url: string
  title: string
  note: string
  versions: number
}
interface Tab {
  id: number
  windowId: number
}

/** What the tests call in the worker; `dispatch` runs the listeners as the browser would. */
declare const chrome: {
  contextMenus: {
    onClicked: { dispatch(info: object, tab: object): void }
    update(id: string, change: object): Promise<void>
  }
  commands: {
    onCommand: { dispatch(command: string, tab: object): void }
    getAll(): Promise<{ name: string; description: string; shortcut: string }[]>
  }
  tabs: { discard(id: number): Promise<void>; query(filter: object): Promise<Tab[]> }
  action: {
    getBadgeText(of: { tabId: number }): Promise<string>
    getTitle(of: { tabId: number }): Promise<string>
  }
}

let sites: FixtureSites
let extension: Extension

const at = (path: string) => `${sites.main.origin}${path}`
const worker = async () => {
  const found = await (await extension.worker()).worker()
  if (!found) throw new Error('no worker')
  return found
}
const click = async (info: { menuItemId: string; selectionText?: string }, tab: Tab) =>
  (await worker()).evaluate((...args) => chrome.contextMenus.onClicked.dispatch(...args), info, tab)
const command = async (name: string, tab: Tab) =>
  (await worker()).evaluate((...args) => chrome.commands.onCommand.dispatch(...args), name, tab)
const tabOf = async (url: string) =>
  until(`the tab of ${url}`, async () =>
    ((await tabsOf(extension)) as (Tab & { url?: string })[]).find((tab) => tab.url === url),
  )
const links = async () => (await extension.rows('links')) as unknown as Row[]
const linkTo = async (url: string) => (await links()).find((link) => link.url === url)
const kept = (url: string, versions: number) =>
  until(`version ${versions} of ${url}`, async () => {
    const link = await linkTo(url)
    return link?.versions === versions && link
  })
const buttonOf = async (tab: Tab) =>
  (await extension.helper()).evaluate(async ({ id: tabId }) => {
    const [badge, title] = [
      chrome.action.getBadgeText({ tabId }),
      chrome.action.getTitle({ tabId }),
    ]
    return { badge: await badge, title: await title }
  }, tab)
const open = async (path: string) => {
  const page = await extension.browser.newPage()
  await page.goto(at(path))
  return page
}

async function launch(mode: 'granted' | 'production'): Promise<void> {
  sites = await serveFixtures({ '/letter': letter, '/tea': tea, '/sleeping': tea })
  extension = await launchExtension({ mode })
  await closeWelcome(extension)
}
async function close(): Promise<void> {
  await extension.close()
  await sites.close()
}

describe('the right-click menu', () => {
  let page: Page

  beforeAll(async () => {
    await launch('granted')
    page = await open('/letter')
  })
  afterAll(close)

  it('has its items, in each language', async () => {
    const ids = [
      ...['keep-page', 'keep-selection', 'keep-selection-only', 'keep-image-page', 'keep-link'],
      ...['open-library', 'keep-window', 'pick-links', 'open-options'],
    ]
    const missing = async () =>
      (await extension.helper()).evaluate(async (all: string[]) => {
        const found = await Promise.allSettled(all.map((id) => chrome.contextMenus.update(id, {})))
        return all.filter((_, index) => found[index]?.status === 'rejected')
      }, ids)
    expect(await missing()).toEqual([])
    for (const value of ['en', 'zh_CN', 'en']) {
      await extension.send('set-setting', { key: 'language', value })
      expect(await missing()).toEqual([])
    }
  })

  it('keeps the page of an image', async () => {
    await click({ menuItemId: 'keep-image-page' }, await tabOf(at('/letter')))
    await kept(at('/letter'), 1)
  })

  it('keeps a page with the selection as note, both undone as one', async () => {
    const before = await linkTo(at('/letter'))
    await extension.send('edit-links', { linkIds: [before?.id], patch: { note: '读过' } })
    const selectionText = `  ${TEXT}\u00a0  足下方温经。 `
    await click({ menuItemId: 'keep-selection', selectionText }, await tabOf(at('/letter')))
    const link = await kept(at('/letter'), 2)
    expect(link.note).toBe(`读过\n\n> ${TEXT} 足下方温经。`)
    const acts = await extension.rows('journal')
    const newest = acts.toSorted((a, b) => Number(b['at']) - Number(a['at']))[0]
    expect(newest).toMatchObject({ kind: 'keep' })
    expect(await extension.send('undo', { actId: newest?.['id'] })).toMatchObject({ ok: true })
    expect(await linkTo(at('/letter'))).toMatchObject({ note: '读过', versions: 1 })
  })

  it('keeps what is selected by the keyboard command as well', async () => {
    await page.bringToFront()
    await page.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelector('#text') ?? document),
    )
    await command('add-selection-as-note', await tabOf(at('/letter')))
    const link = await kept(at('/letter'), 2)
    expect(link.note).toBe(`读过\n\n> ${TEXT}`)
  })

  it('does not add a quote twice', async () => {
    await command('add-selection-as-note', await tabOf(at('/letter')))
    expect((await kept(at('/letter'), 3)).note).toBe(`读过\n\n> ${TEXT}`)
  })

  it('opens library and settings from the toolbar button', async () => {
    const tab = await tabOf(at('/letter'))
    for (const [menuItemId, path] of [
      ['open-library', 'library.html'],
      ['open-options', 'options.html'],
    ] as const) {
      const before = (await tabsOf(extension)).length
      await click({ menuItemId }, tab)
      await until(path, async () => (await tabsOf(extension)).length === before + 1)
      const opened = (await extension.browser.pages()).filter((each) => each.url().includes(path))
      await opened.at(-1)?.close()
    }
  })
})

describe('keeping all tabs of a window', () => {
  afterAll(close)

  it('keeps each where it stands, opens sleeping ones again and says what it did', async () => {
    await launch('granted')
    await extension.send('set-setting', { key: 'language', value: 'en' })
    await open('/sleeping')
    const sleeping = await tabOf(at('/sleeping'))
    await open('/tea')
    await open('/tea#again')
    const front = await open('/letter')
    await (await extension.helper()).evaluate(({ id }) => chrome.tabs.discard(id), sleeping)
    await front.bringToFront()
    const tab = await tabOf(at('/letter'))
    await click({ menuItemId: 'keep-window' }, tab)
    await kept(at('/letter'), 1)
    await kept(at('/tea'), 1)
    await kept(at('/sleeping'), 1)
    const button = await until('the end', async () => {
      const now = await buttonOf(tab)
      return now.title.startsWith('Tabs kept') && now
    })
    // The helper's page, the browser's own first tab and the second tab of one page are left out.
    expect(button).toEqual({
      badge: '✓',
      title: 'Tabs kept: 2, waiting to be opened again: 1, left out: 3',
    })
    expect(await links()).toHaveLength(3)
  })

  it('is what the library does for a window it is asked to keep', async () => {
    await open('/en.html')
    const { windowId } = await tabOf(at('/en.html'))
    const library = await extension.open(`library.html#/add?window=${windowId}`)
    await kept(at('/en.html'), 1)
    await library.close()
  })

  it('does not keep again what was kept a moment ago', async () => {
    const { windowId } = await tabOf(at('/letter'))
    const reply = await extension.send('keep-window', { windowId })
    expect(reply).toMatchObject({ ok: true, value: { kept: 3 } })
    expect(await linkTo(at('/letter'))).toMatchObject({ versions: 1 })
  })
})

describe('where sites are not allowed', () => {
  beforeAll(() => launch('production'))
  afterAll(close)

  it('the library is asked to explain before a whole window is kept', async () => {
    await open('/tea')
    const [tab] = await (await extension.helper()).evaluate(() =>
      chrome.tabs.query({ active: true }),
    )
    if (!tab) throw new Error('no tab')
    await click({ menuItemId: 'keep-window' }, tab)
    const wanted = `library.html#/add?window=${tab.windowId}`
    await extension.browser.waitForTarget((target) => target.url().endsWith(wanted))
    const reply = await extension.send('keep-window', { windowId: tab.windowId })
    expect(reply).toMatchObject({ ok: false, reason: 'no-permission' })
  })

  it('commands are named, two have keys and two are for the user to give', async () => {
    const commands = await (await extension.helper()).evaluate(() => chrome.commands.getAll())
    const ours = commands.filter(({ name }) => !name.startsWith('_'))
    expect(ours.map(({ name }) => name).toSorted()).toEqual([
      'add-selection-as-note',
      'keep-page',
      'keep-window',
      'open-library',
    ])
    expect(ours.every(({ description }) => /^[^_]/.test(description))).toBe(true)
  })
})
