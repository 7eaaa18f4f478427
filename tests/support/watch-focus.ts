import type { Page } from 'puppeteer-core'
import type { Extension } from './extension.ts'

interface Tab {
  id: number
  active: boolean
  audible?: boolean
  mutedInfo?: { muted: boolean }
  url?: string
}
interface Event<T extends unknown[]> {
  addListener(listener: (...args: T) => void): void
}
declare const chrome: {
  tabs: {
    onActivated: Event<[{ tabId: number; windowId: number }]>
    onCreated: Event<[Tab]>
    onUpdated: Event<[number, object, Tab]>
  }
  windows: { onFocusChanged: Event<[number]>; onCreated: Event<[unknown]> }
}

type Watched = typeof globalThis & { linkshotSeen: string[] }

/**
 * Writes down whatever the user of a browser would notice: another tab or window in front, a new window,
 * sound, and what their own page is told of being left.
 * @returns what was noticed so far
 */
export async function watchFocus(
  extension: Extension,
  reading: Page,
): Promise<() => Promise<string[]>> {
  const helper = await extension.helper()
  await reading.bringToFront()
  await Promise.all([helper.evaluate(watchBrowser), reading.evaluate(watchPage)])
  return async () => {
    const seen = (page: Page) => page.evaluate(() => (globalThis as Watched).linkshotSeen)
    const front = await reading.evaluate(() => `${document.visibilityState} ${document.hasFocus()}`)
    const left = front === 'visible true' ? [] : [`the page in front is ${front}`]
    return [...(await seen(helper)), ...(await seen(reading)), ...left]
  }
}

/** Runs in a page of ours. */
function watchBrowser(): void {
  const seen: string[] = []
  Object.assign(globalThis, { linkshotSeen: seen })
  chrome.tabs.onActivated.addListener(({ tabId }) => seen.push(`tab ${tabId} came to the front`))
  chrome.tabs.onCreated.addListener((tab) => {
    if (tab.active) seen.push(`tab ${tab.id} was opened in front`)
  })
  chrome.tabs.onUpdated.addListener((id, _change, tab) => {
    if (tab.audible && !tab.mutedInfo?.muted) seen.push(`tab ${id} was heard: ${tab.url}`)
  })
  chrome.windows.onFocusChanged.addListener((id) => seen.push(`window ${id} has the focus`))
  chrome.windows.onCreated.addListener(() => seen.push('a window was opened'))
}

/** Runs in the page of the user. */
function watchPage(): void {
  const seen: string[] = []
  Object.assign(globalThis, { linkshotSeen: seen })
  addEventListener('blur', () => seen.push('the page lost the focus'))
  document.addEventListener('visibilitychange', () =>
    seen.push(`the page is ${document.visibilityState}`),
  )
}
