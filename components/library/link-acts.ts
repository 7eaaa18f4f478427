import { t, tn } from '../../utils/i18n/t.ts'
import { send } from '../../utils/messaging/send.ts'
import type { LinkState } from '../../utils/model/link.ts'
import { runAct, showFailure } from '../ui/run-act.ts'
import { showToast } from '../ui/toast-store.ts'
import { hopeFor } from './hopes.ts'

/** Each says what it did, with Undo. @returns whether it worked */
export function trash(linkIds: number[]): Promise<boolean> {
  const act = runAct(tn('library.trashed', linkIds.length), send('trash-links', { linkIds }))
  return hopeFor(linkIds, { state: 'trash' }, act)
}

export function restore(linkIds: number[]): Promise<boolean> {
  const act = runAct(tn('library.restored', linkIds.length), send('restore-links', { linkIds }))
  return hopeFor(linkIds, { state: 'inbox' }, act)
}

export function deleteForGood(linkIds: number[]): Promise<boolean> {
  const act = runAct(tn('library.deleted', linkIds.length), send('delete-links', { linkIds }))
  return hopeFor(linkIds, { state: 'deleted' }, act)
}

export type Shelved = Exclude<LinkState, 'trash'>

const MOVED = {
  inbox: 'library.movedToInbox',
  read: 'library.markedRead',
  archived: 'library.archived',
} as const

export function moveTo(linkIds: number[], state: Shelved): Promise<boolean> {
  const text = tn(MOVED[state], linkIds.length)
  const act = runAct(text, send('edit-links', { linkIds, patch: { state } }))
  return hopeFor(linkIds, { state }, act)
}

export function setStarred(linkIds: number[], starred: 0 | 1): Promise<boolean> {
  const text = tn(starred === 1 ? 'library.starsGiven' : 'library.starsTaken', linkIds.length)
  const act = runAct(text, send('edit-links', { linkIds, patch: { starred } }))
  return hopeFor(linkIds, { starred }, act)
}

export const addTags = (linkIds: number[], paths: string[]): Promise<boolean> =>
  runAct(
    tn('library.tagsAdded', linkIds.length, paths.join(t('library.comma'))),
    send('tag-links', { linkIds, add: paths, remove: [] }),
  )

export const removeTag = (linkIds: number[], tag: { id: number; name: string }): Promise<boolean> =>
  runAct(
    tn('library.tagRemoved', linkIds.length, tag.name),
    send('tag-links', { linkIds, add: [], remove: [tag.id] }),
  )

/** Asks for another version of each; there is nothing to undo yet. */
export async function keepAgain(linkIds: number[]): Promise<void> {
  try {
    const { capture } = await send('keep-again', { linkIds })
    const text = capture === 'queued' ? 'library.keptAgain' : 'library.needsPermission'
    showToast(tn(text, linkIds.length))
  } catch (error) {
    showFailure(error)
  }
}

/** Takes links off the list of pages to be kept, with Undo. */
export async function cancelKeeping(linkIds: number[]): Promise<boolean> {
  return runAct(tn('library.cancelled', linkIds.length), send('dismiss-link-jobs', { linkIds }))
}

/** Opens links before all others that wait. */
export const keepNext = (linkIds: number[]): Promise<void> =>
  send('hurry-links', { linkIds }).catch(showFailure)

/** Opens the page in front for another version; this page is back in front when it is kept. */
export const keepVisibly = (linkId: number): Promise<boolean> =>
  runAct(t('library.keptVisibly'), send('keep-visibly', { linkId }))
