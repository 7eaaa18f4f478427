import { lastAct } from '../../utils/db/queries.ts'
import { type MessageKey, t } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { ActKind } from '../../utils/model/act.ts'
import { showFailure, undoAct } from '../ui/run-act.ts'
import { showToast, undoableAct } from '../ui/toast-store.ts'

const NAMES: Record<ActKind, MessageKey> = {
  'keep': 'library.actKeep',
  'add-link': 'library.actAdd',
  'edit-link': 'library.actEdit',
  'tag-link': 'library.actTag',
  'trash': 'library.actTrash',
  'restore': 'library.actRestore',
  'delete': 'library.actDelete',
  'create-tag': 'library.actCreateTag',
  'rename-tag': 'library.actRenameTag',
  'colour-tag': 'library.actColourTag',
  'move-tag': 'library.actMoveTag',
  'merge-tags': 'library.actMergeTags',
  'delete-tags': 'library.actDeleteTags',
  'import': 'library.actImport',
  'merge-links': 'library.actMergeLinks',
  'drop-versions': 'library.actDropVersions',
}

/** Without a message on the screen only what somebody may still have in mind is undone. */
const RECENT_MS = 10 * 60_000

/** Takes back what the message on the screen says, else the last thing done, and says which. */
export async function undoLast(now = Date.now()): Promise<void> {
  const shown = undoableAct()
  if (shown !== undefined) {
    await undoAct(shown)
    return
  }
  const act = await lastAct(now - RECENT_MS)
  if (!act) {
    showToast(t('library.nothingToUndo'))
    return
  }
  try {
    await send('undo', { actId: act.id })
    showToast(t('library.undone', t(NAMES[act.kind])))
  } catch (error) {
    showFailure(error)
  }
}
