import { LinkshotError } from '../model/error.ts'
import type { Tag } from '../model/link.ts'
import { splitPath } from '../model/tag-tree.ts'
import { newUid } from '../shared/ids.ts'
import type { Recorder } from './act.ts'
import { db } from './database.ts'
import { blankTag } from './migrations/nest-tags.ts'
import { tagKeyOf } from './tag-key.ts'

const LONGEST_NAME = 100

/** Ids of the tags of these paths, made where they don't exist. Call it inside an act. */
export async function ensureTags(recorder: Recorder, paths: string[]): Promise<number[]> {
  const ids: number[] = []
  for (const path of paths) ids.push((await ensureTag(recorder, path)).id)
  return ids
}

/**
 * The tag of a path such as '前端/React', made with those above it where they don't exist. Call it inside
 * an act.
 * @throws LinkshotError 'bad-name'
 */
export async function ensureTag(recorder: Recorder, path: string): Promise<Tag> {
  const names = splitPath(path)
  if (names.length === 0 || names.some((name) => name.length > LONGEST_NAME)) {
    throw new LinkshotError('bad-name', path)
  }
  return (await findTag(names)) ?? makeTag(recorder, names)
}

async function findTag(names: string[]): Promise<Tag | undefined> {
  let tag: Tag | undefined
  for (const name of names) {
    tag = await childOf(tag?.id ?? 0, name)
    if (!tag) return byAlias(names.join('/'))
  }
  return tag
}

async function byAlias(path: string): Promise<Tag | undefined> {
  const key = tagKeyOf(path)
  return db.tags.filter(({ aliases }) => aliases.some((each) => tagKeyOf(each) === key)).first()
}

async function makeTag(recorder: Recorder, names: string[]): Promise<Tag> {
  let tag: Tag | undefined
  for (const name of names) {
    const parent: number = tag?.id ?? 0
    const known = await childOf(parent, name)
    tag = known ?? (await newTag(name, parent))
    if (!known) await recorder.put('tags', tag)
  }
  if (!tag) throw new LinkshotError('bad-name')
  return tag
}

/** The tag of this name directly inside another, or at the top where `parent` is 0. */
export const childOf = (parent: number, name: string): Promise<Tag | undefined> =>
  db.tags
    .where('[parent+nameKey]')
    .equals([parent, tagKeyOf(name)])
    .first()

/** Tags directly inside another. */
export const childrenOf = (parent: number): Promise<Tag[]> =>
  db.tags.where('[parent+nameKey]').between([parent, ''], [parent, '\uffff']).toArray()

/** One name as it is stored. @throws LinkshotError 'bad-name' where it is empty, too long or a path */
export function cleanName(typed: string): string {
  const [name, ...others] = splitPath(typed)
  if (!name || others.length > 0 || name.length > LONGEST_NAME) {
    throw new LinkshotError('bad-name', typed)
  }
  return name
}

async function newTag(name: string, parent: number): Promise<Tag> {
  const [last, highest] = await Promise.all([
    db.tags.orderBy('id').last(),
    db.settings.get('lastTagId'),
  ])
  const id = Math.max(last?.id ?? 0, Number(highest?.value ?? 0)) + 1
  await db.settings.put({ key: 'lastTagId', value: id })
  return blankTag(id, newUid(), name, parent)
}
