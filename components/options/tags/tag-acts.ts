import { recentActs } from '../../../utils/db/recent-acts.ts'
import { t, tn } from '../../../utils/i18n/t.ts'
import { send } from '../../../utils/messaging/send.ts'
import { LinkshotError } from '../../../utils/model/error.ts'
import type { Tag } from '../../../utils/model/link.ts'
import { runAct, showFailure, undoAct } from '../../ui/run-act.ts'

/** What is done to tags. */
export const TAG_ACTS = [
  'create-tag',
  'rename-tag',
  'colour-tag',
  'move-tag',
  'merge-tags',
  'delete-tags',
] as const

/** Acts done on this page, for Ctrl+Z to go back through. */
const done: string[] = []

async function remember<T extends { actId: string }>(act: Promise<T>): Promise<T> {
  const answer = await act
  done.push(answer.actId)
  return answer
}

/** Makes a tag of a path. @returns its id, or undefined where that failed and was said */
export async function createTag(path: string): Promise<number | undefined> {
  const act = remember(send('create-tag', { path }))
  if (!(await runAct(t('tags.didCreate', path), act))) return undefined
  return (await act).tagId
}

/** @returns 'done', 'failed' where that was said, or the id of the tag that has the name already */
export async function renameTag(tag: Tag, name: string): Promise<'done' | 'failed' | number> {
  const act = remember(send('rename-tag', { tagId: tag.id, name }))
  return settle(t('tags.didRename', tag.name, name), act)
}

/** @returns as `renameTag` */
export async function moveTag(
  tag: Tag,
  parent: Tag | undefined,
): Promise<'done' | 'failed' | number> {
  const act = remember(send('move-tag', { tagId: tag.id, parent: parent?.id ?? 0 }))
  const text = parent ? t('tags.didMove', tag.name, parent.name) : t('tags.didMoveTop', tag.name)
  return settle(text, act)
}

export function colourTag(tag: Tag, colour: string): Promise<boolean> {
  const act = remember(send('colour-tag', { tagId: tag.id, colour }))
  return runAct(t('tags.didColour', tag.name), act)
}

export function mergeTags(from: Tag, into: Tag): Promise<boolean> {
  const act = remember(send('merge-tags', { from: from.id, into: into.id }))
  return runAct(t('tags.didMerge', from.name, into.name), act)
}

/** Deletes tags with all inside. */
export async function deleteTags(tags: Tag[]): Promise<boolean> {
  const act = remember(send('delete-tags', { tagIds: tags.map(({ id }) => id) }))
  try {
    const { deleted, links } = await act
    return await runAct(deletedText(tags[0]?.name ?? '', deleted, links), act)
  } catch (error) {
    showFailure(error)
    return false
  }
}

function deletedText(name: string, deleted: number, links: number): string {
  if (deleted > 1) return tn('tags.didDeleteMany', links, deleted)
  return links === 0 ? t('tags.deletedOne', name) : tn('tags.didDelete', links, name)
}

/** Takes back the newest act of this page that still stands; asks the journal, which knows of the last key. */
export async function undoLast(): Promise<void> {
  const standing = new Set((await recentActs(TAG_ACTS, done.length)).map(({ id }) => id))
  const last = done.findLast((id) => standing.has(id))
  if (last !== undefined) await undoAct(last)
}

/** Says how an act went; a name that is taken is the caller's to solve. */
async function settle(
  text: string,
  act: Promise<{ actId: string }>,
): Promise<'done' | 'failed' | number> {
  try {
    await act
  } catch (error) {
    if (error instanceof LinkshotError && error.reason === 'tag-exists') return Number(error.detail)
    showFailure(error)
    return 'failed'
  }
  await runAct(text, act)
  return 'done'
}
