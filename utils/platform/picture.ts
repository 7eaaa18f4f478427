import { browser } from './browser.ts'

/** A picture of what a window's active tab shows. */
export async function visibleTabPicture(windowId: number, format: 'jpeg' | 'png'): Promise<Blob> {
  const address = await browser.tabs.captureVisibleTab(windowId, pictureOptions(format))
  return (await fetch(address)).blob()
}

/** A part of a page, in CSS pixels from its upper left corner. */
export interface PagePart {
  x: number
  y: number
  width: number
  height: number
}

/** Firefox draws any part of the page in front, wherever it is scrolled to. */
export const canDrawParts = (): boolean => import.meta.env.BROWSER === 'firefox'

/** A picture of a part of the page in a window's active tab, where `canDrawParts`. */
export async function pagePartPicture(windowId: number, rect: PagePart): Promise<Blob> {
  const address = await browser.tabs.captureVisibleTab(windowId, { format: 'png', rect } as object)
  return (await fetch(address)).blob()
}

type CaptureTab = (tabId: number, options: object) => Promise<string>

/** A picture of what any tab shows, also of one that is not in front; undefined where no browser takes one. */
export async function tabPicture(tabId: number, format: 'jpeg' | 'png'): Promise<Blob | undefined> {
  const { captureTab } = browser.tabs as unknown as { captureTab?: CaptureTab }
  if (!captureTab) return undefined
  const address = await captureTab(tabId, pictureOptions(format))
  return (await fetch(address)).blob()
}

const pictureOptions = (format: 'jpeg' | 'png') =>
  format === 'jpeg' ? { format, quality: 85 } : { format }

/** Whether the browser has MHTML and the user allows it. */
export const canSaveMhtml = (): boolean => pageCapture() !== undefined

const pageCapture = (): PageCapture | undefined =>
  (globalThis as { chrome?: { pageCapture?: PageCapture } }).chrome?.pageCapture

type PageCapture = { saveAsMHTML(details: { tabId: number }): Promise<Blob | undefined> }

/**
 * Bytes of the tab as Chromium's MHTML, or undefined where the browser or the user doesn't allow it.
 * @param most bytes; of a larger one nothing is given
 */
export async function tabAsMhtml(tabId: number, most = Infinity): Promise<ArrayBuffer | undefined> {
  const api = pageCapture()
  if (!api) return undefined
  // The file behind the Blob is gone in about one read of a hundred, for no reason of the page's.
  return (await readMhtml(api, tabId, most)) ?? readMhtml(api, tabId, most)
}

async function readMhtml(
  api: PageCapture,
  tabId: number,
  most: number,
): Promise<ArrayBuffer | undefined> {
  try {
    const file = await api.saveAsMHTML({ tabId })
    if (file && file.size > most) return new ArrayBuffer(0)
    return await file?.arrayBuffer()
  } catch {
    return undefined
  }
}
