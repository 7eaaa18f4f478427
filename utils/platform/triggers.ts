import { type Browser, browser } from './browser.ts'

export interface MenuItem {
  id: string
  title: string
  contexts: Browser.contextMenus.CreateProperties['contexts'] & {}
}

export interface MenuClick {
  id: string
  linkUrl: string
  tabId: number
}

/** Replaces the right-click menu. */
export async function setMenu(items: MenuItem[]): Promise<void> {
  await browser.contextMenus.removeAll()
  for (const item of items) browser.contextMenus.create(item)
}

export function onMenuClick(listener: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) =>
    listener({
      id: String(info.menuItemId),
      linkUrl: info.linkUrl ?? '',
      tabId: tab?.id ?? -1,
    }),
  )
}

/** Keyboard commands; the browser hands over the tab that was in front. */
export function onCommand(listener: (command: string, tabId: number) => void): void {
  browser.commands.onCommand.addListener((command, tab) => listener(command, tab?.id ?? -1))
}

export function onInstalled(listener: (reason: string) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => listener(reason))
}

/** A listener alone makes the browser start the background when it starts itself. */
export function onBrowserStart(listener: () => void): void {
  browser.runtime.onStartup.addListener(listener)
}

/** The first comes soon: not every browser remembers alarms, and one that starts daily would never see it. */
export function onAlarm(name: string, periodInMinutes: number, listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) listener()
  })
  void ensureAlarm(name, periodInMinutes)
}

async function ensureAlarm(name: string, periodInMinutes: number): Promise<void> {
  if (!(await browser.alarms.get(name))) {
    const delayInMinutes = Math.min(5, periodInMinutes)
    browser.alarms.create(name, { delayInMinutes, periodInMinutes })
  }
}
