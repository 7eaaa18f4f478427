import { tn } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { LinkState } from '../../utils/model/link.ts'
import { runAct } from '../ui/run-act.ts'

/** Each says what it did, with Undo. @returns whether it worked */
export const trash = (linkIds: number[]): Promise<boolean> =>
  runAct(tn('library.trashed', linkIds.length), send('trash-links', { linkIds }))

export const restore = (linkIds: number[]): Promise<boolean> =>
  runAct(tn('library.restored', linkIds.length), send('restore-links', { linkIds }))

export const deleteForGood = (linkIds: number[]): Promise<boolean> =>
  runAct(tn('library.deleted', linkIds.length), send('delete-links', { linkIds }))

/** Puts a link into the archive, or back into the inbox if it is there. */
export function toggleArchived(linkId: number, state: LinkState): Promise<boolean> {
  const archived = state === 'archived'
  return runAct(
    tn(archived ? 'library.movedToInbox' : 'library.archived', 1),
    send('edit-links', { linkIds: [linkId], patch: { state: archived ? 'inbox' : 'archived' } }),
  )
}
