import { tabPicture, visibleTabPicture } from '../platform/picture.ts'
import { tabById } from '../platform/tabs.ts'
import { sleep, within } from '../shared/wait.ts'

/** Two pictures a second are allowed; a refused one is tried again a little later than that. */
const RETRY_MS = 550
const TRIES = 6
/** A window minimised meanwhile never answers. */
const ANSWER_MS = 5000

/**
 * A picture of the tab if it is in front all the while, or where the browser takes one of other tabs, too;
 * undefined where there can be none.
 */
export async function takeScreenshot(
  tabId: number,
  format: 'jpeg' | 'png',
): Promise<Blob | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const tab = await tabById(tabId)
    if (!tab) return undefined
    if (!tab.active) return behind(tabId, format)
    const picture = await tryOnce(tab.windowId, format)
    const after = await tabById(tabId)
    if (picture === 'late' || !after?.active) return undefined
    if (picture) return picture
    await sleep(RETRY_MS)
  }
  return undefined
}

/** Firefox photographs any tab it may read. */
const behind = (tabId: number, format: 'jpeg' | 'png'): Promise<Blob | undefined> =>
  within(
    tabPicture(tabId, format).catch(() => undefined),
    ANSWER_MS,
    undefined,
  )

async function tryOnce(
  windowId: number,
  format: 'jpeg' | 'png',
): Promise<Blob | undefined | 'late'> {
  const picture = visibleTabPicture(windowId, format).catch(() => undefined)
  return within(picture, ANSWER_MS, 'late')
}
