import { errorText, t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import { toLinkshotError } from '../../utils/model/error.ts'
import { showToast } from './toast-store.ts'

/** Waits for an act and says what was done, with Undo; a failure is said too. @returns whether it worked */
export async function runAct(text: string, act: Promise<{ actId: string }>): Promise<boolean> {
  try {
    const { actId } = await act
    showToast(text, { actId })
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}

/** Takes an act back and says so. */
export async function undoAct(actId: string): Promise<boolean> {
  try {
    await send('undo', { actId })
    showToast(t('ui.undone'))
    return true
  } catch (error) {
    showFailure(error)
    return false
  }
}

export function showFailure(error: unknown): void {
  showToast(errorText(toLinkshotError(error).reason), { tone: 'error' })
}
