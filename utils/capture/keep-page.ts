import { errorText } from '../i18n/t.ts'
import { toLinkshotError } from '../model/error.ts'
import { setBadge, setTitle } from '../platform/action.ts'
import { type Captured, type CaptureRequest, captureTab } from './capture-tab.ts'

/** `captureTab` with its state on the tab's toolbar button, for triggers that have no screen of their own. */
export async function keepPage(request: CaptureRequest): Promise<Captured> {
  await setBadge(request.tabId, 'busy')
  try {
    const captured = await captureTab(request)
    await setBadge(request.tabId, 'kept')
    return captured
  } catch (error) {
    await setBadge(request.tabId, 'failed')
    await setTitle(request.tabId, errorText(toLinkshotError(error).reason))
    throw error
  }
}
