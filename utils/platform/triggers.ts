import { type Browser, browser } from './browser.ts'

export interface MenuItem {
  id: string
  title: string
  contexts: Browser.contextMenus.CreateProperties['contexts'] & {}
}

export interface MenuClick {
  id: string
  linkUrl: string
  /** The selected text, '' for none. */
  selection: string
  /** The frame that was clicked in. */
  frame: number
  tab: TriggerTab
}

/** The tab a trigger was given over, -1 where there is none. */
export interface TriggerTab {
  id: number
  windowId: number
}

const tabOf = (tab: Browser.tabs.Tab | undefined): TriggerTab => ({
  id: tab?.id ?? -1,
  windowId: tab?.windowId ?? -1,
})

/** Firefox has a menu on its tabs. */
export const hasTabMenu = (): boolean => 'TAB' in (browser.contextMenus.ContextType ?? {})

let drawing = Promise.resolve()

/** Replaces the right-click menu; one after the other, or an item would be there twice. */
export function setMenu(items: MenuItem[]): Promise<void> {
  drawing = drawing.catch(() => undefined).then(() => drawMenu(items))
  return drawing
}

async function drawMenu(items: MenuItem[]): Promise<void> {
  await browser.contextMenus.removeAll()
  for (const item of items) browser.contextMenus.create(item)
}

export function onMenuClick(listener: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) =>
    listener({
      id: String(info.menuItemId),
      linkUrl: info.linkUrl ?? '',
      selection: info.selectionText ?? '',
      frame: info.frameId ?? 0,
      tab: tabOf(tab),
    }),
  )
}

/** Keyboard commands; the browser hands over the tab that was in front. */
export function onCommand(listener: (command: string, tab: TriggerTab) => void): void {
  browser.commands.onCommand.addListener((command, tab) => listener(command, tabOf(tab)))
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

/** An alarm that comes once; another one at the same name takes its place. It wakes a worker that has ended. */
export function alarmAt(name: string, at: number): void {
  browser.alarms.create(name, { when: at })
}

/** For alarms that come once. */
export function onAlarmAt(name: string, listener: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) listener()
  })
}
