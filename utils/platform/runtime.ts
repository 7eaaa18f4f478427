import { browser } from './browser.ts'

export const sendRuntimeMessage = (message: unknown): Promise<unknown> =>
  browser.runtime.sendMessage(message)

/** The tab and frame a message came from; -1 where it came from a page of ours. */
export interface MessageSender {
  tabId: number
  frameId: number
}

/** Calls `listener` for every runtime message; a promise it returns is the answer. */
export function onRuntimeMessage(
  listener: (message: unknown, sender: MessageSender) => Promise<unknown> | undefined,
): void {
  browser.runtime.onMessage.addListener((message, sender) =>
    listener(message, { tabId: sender.tab?.id ?? -1, frameId: sender.frameId ?? -1 }),
  )
}
