import { assetUrl } from './assets.ts'
import { type Browser, browser } from './browser.ts'
import { canKeepQuiet, keepQuiet } from './quiet-rules.ts'

export interface TabInfo {
  id: number
  windowId: number
  /** '' where we may not read it and before the tab shows anything. */
  url: string
  title: string
  active: boolean
  status: 'loading' | 'complete'
  /** Its page was put away to save memory, or stands still, and answers no script. */
  asleep: boolean
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
    asleep: isAsleep(tab),
    favIconUrl: tab.favIconUrl ?? '',
  }
}

/** Only Chromium freezes tabs, and the types leave it out. */
const isAsleep = (tab: Browser.tabs.Tab & { frozen?: boolean }): boolean =>
  tab.discarded === true || tab.status === 'unloaded' || tab.frozen === true

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

/** Tabs of a window, or of all, without those opened quietly. */
export async function windowTabs(windowId?: number): Promise<TabInfo[]> {
  const [tabs, session] = await Promise.all([
    browser.tabs.query(windowId === undefined ? {} : { windowId }),
    browser.storage.session.get(),
  ])
  return tabs.map(describe).filter(({ id }) => !(quietKey(id) in session))
}

/** Opens an address in a new tab in front. */
export async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url })
}

/** Opens a page of ours, such as 'library.html#/all', in a new tab in front. */
export async function openPage(path: string): Promise<void> {
  await browser.tabs.create({ url: assetUrl(path) })
}

type Where = 'currentTab' | 'newForegroundTab' | 'newBackgroundTab'

/** Opens an address where the address bar was told to. */
export async function openAddressAt(url: string, where: Where): Promise<void> {
  if (where === 'currentTab') {
    // Refused in private windows for pages of ours; a new tab opens in a window that may show them.
    const updated = await browser.tabs.update({ url }).catch(() => undefined)
    if (updated) return
  }
  await browser.tabs.create({ url, active: where !== 'newBackgroundTab' })
}

export const openPageAt = (path: string, where: Where): Promise<void> =>
  openAddressAt(assetUrl(path), where)

/** Tells this session's quiet tabs from those of an earlier one, whose ids may be anybody's now. */
const QUIET = 'quiet-tab-'
const quietKey = (id: number): string => `${QUIET}${id}`

/** Quiet tabs this worker opened, and what takes back the rules for them. */
const opened = new Map<number, () => Promise<void>>()

/**
 * Opens an address in a tab nobody sees and nobody hears. Before it goes there it is muted and, where the
 * browser can be told, kept from storing files.
 * @param noDialogs for a page that was held up, perhaps by a dialog of its own
 */
export async function openQuietTab(url: string, noDialogs = false): Promise<TabInfo> {
  const ruled = canKeepQuiet()
  const first = ruled ? 'about:blank' : url
  const tab = describe(await browser.tabs.create({ url: first, active: false }))
  opened.set(tab.id, () => Promise.resolve())
  await browser.storage.session.set({ [quietKey(tab.id)]: true })
  await browser.tabs.update(tab.id, { muted: true }).catch(() => undefined)
  if (!ruled) return tab
  const allow = await keepQuiet(tab.id, noDialogs).catch(() => undefined)
  // Closed meanwhile: nobody else takes the rule back.
  if (allow && !opened.has(tab.id)) await allow()
  else if (allow) opened.set(tab.id, allow)
  await browser.tabs.update(tab.id, { url }).catch(() => undefined)
  return tab
}

/** Closes a tab that `openQuietTab` opened, wherever it was led meanwhile, unless somebody looks at it. */
export async function closeQuietTab(id: number): Promise<void> {
  await opened
    .get(id)?.()
    .catch(() => undefined)
  opened.delete(id)
  const key = quietKey(id)
  if (!(await browser.storage.session.get(key))[key]) return
  await browser.storage.session.remove(key)
  if (!(await tabById(id))?.active) await closeTab(id)
}

/** Closes the quiet tabs of a worker that was killed, also one it had not come to note in its job. */
export async function closeLostTabs(): Promise<void> {
  const keys = Object.keys(await browser.storage.session.get())
  const ids = keys
    .filter((key) => key.startsWith(QUIET))
    .map((key) => Number(key.slice(QUIET.length)))
  await Promise.all(ids.filter((id) => !opened.has(id)).map(closeQuietTab))
}

/** Opens an address in a tab in front; whoever closes it is back where they were. */
export async function openVisibleTab(url: string): Promise<TabInfo> {
  const before = await activeTab()
  const opener = before ? { openerTabId: before.id, windowId: before.windowId } : {}
  return describe(await browser.tabs.create({ url, active: true, ...opener }))
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
