import { t } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import type { SavedSearch } from '../../../utils/model/saved-search.ts'
import { showFailure } from '../../ui/run-act.ts'
import { showToast } from '../../ui/toast-store.ts'

const put = (value: SavedSearch[]) => send('set-setting', { key: 'savedSearches', value })

/** Writes all saved searches. */
export const putSearches = (next: SavedSearch[]): Promise<void> => put(next).catch(showFailure)

/** The same, says so and offers to take it back. */
export async function changeSearches(
  before: SavedSearch[],
  next: SavedSearch[],
  text: string,
): Promise<void> {
  try {
    await put(next)
    showToast(text, { undo: () => void undo(before) })
  } catch (error) {
    showFailure(error)
  }
}

async function undo(before: SavedSearch[]): Promise<void> {
  await putSearches(before)
  showToast(t('ui.undone'))
}
