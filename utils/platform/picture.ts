import { browser } from './browser.ts'

/** A picture of what a window's active tab shows. */
export async function visibleTabPicture(windowId: number, format: 'jpeg' | 'png'): Promise<Blob> {
  const options = format === 'jpeg' ? { format, quality: 85 } : { format }
  const address = await browser.tabs.captureVisibleTab(windowId, options)
  return (await fetch(address)).blob()
}

type PageCapture = { saveAsMHTML(details: { tabId: number }): Promise<Blob | undefined> }

/** The tab as Chromium's MHTML, or undefined where the browser or the user doesn't allow it. */
export async function tabAsMhtml(tabId: number): Promise<Blob | undefined> {
  const api = (globalThis as { chrome?: { pageCapture?: PageCapture } }).chrome?.pageCapture
  if (!api) return undefined
  try {
    return await api.saveAsMHTML({ tabId })
  } catch {
    // About one read in a hundred fails with NotFoundError for no reason of the page's.
    return api.saveAsMHTML({ tabId }).catch(() => undefined)
  }
}
