import { assetUrl } from './assets.ts'
import { browser } from './browser.ts'

const PERMISSION = { permissions: ['notifications'] } as Parameters<
  typeof browser.permissions.request
>[0]

/** The optional permission to show notifications. */
export const notificationPermission = {
  has: (): Promise<boolean> => browser.permissions.contains(PERMISSION),
  /** Call it straight from a click: browsers refuse it after an await. */
  request: (): Promise<boolean> => browser.permissions.request(PERMISSION),
  drop: (): Promise<boolean> => browser.permissions.remove(PERMISSION),
}

/** Without the permission browsers have no such interface, whatever the types say. */
const api = (): typeof browser.notifications | undefined => browser.notifications

/** Shows a notification where that is allowed; another one of the same id takes its place. */
export async function notify(id: string, title: string, message: string): Promise<void> {
  const iconUrl = assetUrl('icon/128.png')
  await api()?.create(id, { type: 'basic', iconUrl, title, message })
}

let listening = false

/** Calls back with the id of a notification that was clicked. Call it again once the permission was given. */
export function onNotificationClick(listener: (id: string) => void): void {
  if (listening || !api()) return
  listening = true
  api()?.onClicked.addListener((id) => {
    void api()?.clear(id)
    listener(id)
  })
}
