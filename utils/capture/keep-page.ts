import { setting } from '../db/queries.ts'
import { errorText, setLanguage, t } from '../i18n/t.ts'
import { toLinkshotError } from '../model/error.ts'
import { setBadge, setTitle } from '../platform/action.ts'
import { type Captured, type CaptureRequest, captureTab } from './capture-tab.ts'

/** Tabs whose button tells of a failure. */
const failed = new Set<number>()

/** `captureTab` with its state on the tab's toolbar button, for triggers that have no screen of their own. */
export async function keepPage(request: CaptureRequest): Promise<Captured> {
  const { tabId } = request
  // Drawn beside the capture: nothing waits for a badge.
  const busy = setBadge(tabId, 'busy')
  try {
    const captured = await captureTab(request)
    await busy
    await setBadge(tabId, 'kept')
    if (failed.delete(tabId)) await say(tabId, () => t('app.action'))
    return captured
  } catch (error) {
    await busy
    await setBadge(tabId, 'failed')
    failed.add(tabId)
    await say(tabId, () => errorText(toLinkshotError(error).reason))
    throw error
  }
}

async function say(tabId: number, text: () => string): Promise<void> {
  await setLanguage(await setting('language'))
  await setTitle(tabId, text())
}
