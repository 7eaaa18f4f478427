import { assetUrl } from './assets.ts'
import { type Browser, browser } from './browser.ts'

export interface TabInfo {
  id: number
  windowId: number
  /** '' where we may not read it and before the tab shows anything. */
  url: string
  title: string
  active: boolean
  status: 'loading' | 'complete'
  favIconUrl: string
}

function describe(tab: Browser.tabs.Tab): TabInfo {
  return {
    id: tab.id ?? -1,
    windowId: tab.windowId ?? -1,
    url: tab.url ?? '',
    title: tab.title ?? '',
    active: tab.active,
    status: tab.status === 'complete' ? 'complete' : 'loading',
    favIconUrl: tab.favIconUrl ?? '',
  }
}

/** The tab the user looks at. */
export async function activeTab(): Promise<TabInfo | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  return tab && describe(tab)
}

/** A tab, or undefined once it is closed. */
export async function tabById(id: number): Promise<TabInfo | undefined> {
  try {
    return describe(await browser.tabs.get(id))
  } catch {
    return undefined
  }
}

export async function allTabs(): Promise<TabInfo[]> {
  return (await browser.tabs.query({})).map(describe)
}

/** Opens an address in a new tab in front. */
export async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url })
}

/** Opens a page of ours, such as 'library.html#/all', in a new tab in front. */
export async function openPage(path: string): Promise<void> {
  await browser.tabs.create({ url: assetUrl(path) })
}

/** Tells this session's quiet tabs from those of an earlier one, whose ids may be anybody's now. */
const quietKey = (id: number): string => `quiet-tab-${id}`

/** Opens an address in a tab nobody sees and nobody hears. */
export async function openQuietTab(url: string): Promise<TabInfo> {
  const tab = describe(await browser.tabs.create({ url, active: false }))
  await browser.storage.session.set({ [quietKey(tab.id)]: true })
  await browser.tabs.update(tab.id, { muted: true }).catch(() => undefined)
  return tab
}

/** Closes a tab that `openQuietTab` opened, wherever it was led meanwhile, unless somebody looks at it. */
export async function closeQuietTab(id: number): Promise<void> {
  const key = quietKey(id)
  if (!(await browser.storage.session.get(key))[key]) return
  await browser.storage.session.remove(key)
  if (!(await tabById(id))?.active) await closeTab(id)
}

export async function closeTab(id: number): Promise<void> {
  await browser.tabs.remove(id).catch(() => undefined)
}

export function onTabUpdated(listener: (tab: TabInfo) => void): void {
  browser.tabs.onUpdated.addListener((_id, change, tab) => {
    if (change.status !== undefined || change.url !== undefined) listener(describe(tab))
  })
}

export function onTabRemoved(listener: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => listener(tabId))
}
