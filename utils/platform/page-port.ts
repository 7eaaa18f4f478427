import { browser } from './browser.ts'

/** A line to a script of ours in the page of a tab. */
export interface PagePort {
  post(message: unknown): void
  close(): void
}

/**
 * Puts a script into a tab's page and connects to it. Either side notices when the other is gone.
 * @throws where we may not enter the page
 */
export async function openPagePort(
  tabId: number,
  { file, name }: { file: '/hold-page.js'; name: string },
  heard: { message: (message: unknown) => void; end: () => void },
): Promise<PagePort> {
  // A document that is still coming may be so for ever.
  const target = { tabId }
  await browser.scripting.executeScript({ target, files: [file], injectImmediately: true })
  const port = browser.tabs.connect(tabId, { frameId: 0, name })
  port.onMessage.addListener((message: unknown) => heard.message(message))
  port.onDisconnect.addListener(() => heard.end())
  return { post: (message) => port.postMessage(message), close: () => port.disconnect() }
}
