import { assetUrl } from './assets.ts'
import { browser } from './browser.ts'

export const sendRuntimeMessage = (message: unknown): Promise<unknown> =>
  browser.runtime.sendMessage(message)

/** The tab and frame a message came from, -1 outside of tabs. */
export interface MessageSender {
  tabId: number
  frameId: number
  /** It came from a page of the extension, not from a script in a page of the web. */
  ours: boolean
}

/** Calls `listener` for every runtime message; a promise it returns is the answer. */
export function onRuntimeMessage(
  listener: (message: unknown, sender: MessageSender) => Promise<unknown> | undefined,
): void {
  browser.runtime.onMessage.addListener((message, sender) =>
    listener(message, {
      tabId: sender.tab?.id ?? -1,
      frameId: sender.frameId ?? -1,
      ours: isOurs(sender, assetUrl('')),
    }),
  )
}

/**
 * Whether a sender is a page below `root`, the extension's own address. The browser vouches for the
 * origin even where the process that sent the message was taken over; older ones tell the address only.
 */
export function isOurs(sender: { url?: string; origin?: string }, root: string): boolean {
  const { url = '', origin } = sender
  return url.startsWith(root) && (origin === undefined || `${origin}/` === root)
}
