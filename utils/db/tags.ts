import { LinkshotError } from '../model/error.ts'
import type { Tag } from '../model/link.ts'
import { newUid } from '../shared/ids.ts'
import type { Recorder } from './act.ts'
import { db } from './database.ts'

/** How tag names compare: NFKC (which folds full width), case, outer and repeated white space. */
export const tagKeyOf = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('und')

/** Ids of the tags of these names, made where they don't exist. Call it inside an act. */
export async function ensureTags(recorder: Recorder, names: string[]): Promise<number[]> {
  const ids: number[] = []
  for (const name of names) ids.push(await ensureTag(recorder, name))
  return ids
}

async function ensureTag(recorder: Recorder, typed: string): Promise<number> {
  const name = typed.normalize('NFC').trim().replace(/\s+/g, ' ')
  const nameKey = tagKeyOf(typed)
  if (nameKey === '' || name.length > 100) throw new LinkshotError('bad-name', typed)
  const known = await db.tags.where('nameKey').equals(nameKey).first()
  if (known) return known.id
  const tag = await newTag(name, nameKey)
  await recorder.put('tags', tag)
  return tag.id
}

async function newTag(name: string, nameKey: string): Promise<Tag> {
  const last = await db.tags.orderBy('id').last()
  const id = (last?.id ?? 0) + 1
  return { id, uid: newUid(), name, nameKey, parent: 0, colour: '', aliases: [], order: id }
}
