import { LinkshotError } from '../model/error.ts'
import type { Tag } from '../model/link.ts'
import { ancestorsOf, descendantsOf, tagPath } from '../model/tag-tree.ts'
import { act, type Recorder } from './act.ts'
import { changeLinks } from './change-links.ts'
import { db } from './database.ts'
import { noteMerger } from './replica/mergers.ts'
import { tagKeyOf } from './tag-key.ts'
import { childOf, childrenOf, cleanName, ensureTag } from './tags.ts'

/**
 * Makes a tag of a path, or finds the one that is there.
 * @throws LinkshotError 'bad-name'
 */
export async function createTag(path: string): Promise<{ actId: string; tagId: number }> {
  const { actId, value } = await act('create-tag', (recorder) => ensureTag(recorder, path), path)
  return { actId, tagId: value.id }
}

/**
 * Gives a tag another name among its siblings.
 * @throws LinkshotError 'bad-name', 'not-found', or 'tag-exists' with the other tag's id as detail
 */
export async function renameTag(tagId: number, typed: string): Promise<{ actId: string }> {
  const name = cleanName(typed)
  const label = await nameOf(tagId)
  return act(
    'rename-tag',
    async (recorder) => {
      const tag = await tagById(tagId)
      await refuseTaken(tag, tag.parent, name)
      await recorder.put('tags', { ...tag, name, nameKey: tagKeyOf(name) })
    },
    label,
  )
}

/** Gives a tag a colour by name, '' for the one that follows from its id. */
export async function colourTag(tagId: number, colour: string): Promise<{ actId: string }> {
  const label = await nameOf(tagId)
  const work = async (recorder: Recorder) =>
    recorder.put('tags', { ...(await tagById(tagId)), colour })
  return act('colour-tag', work, label)
}

/**
 * Puts a tag with all inside it into another one, or to the top where `parent` is 0.
 * @throws LinkshotError 'not-found', 'tag-inside-itself', or 'tag-exists' with the other's id as detail
 */
export async function moveTag(tagId: number, parent: number): Promise<{ actId: string }> {
  const label = await nameOf(tagId)
  return act(
    'move-tag',
    async (recorder) => {
      const tag = await tagById(tagId)
      if (parent !== 0) await refuseInside(await tagById(parent), tagId)
      await refuseTaken(tag, parent, tag.name)
      await recorder.put('tags', { ...tag, parent })
    },
    label,
  )
}

/**
 * Gives the links and inner tags of one tag to another and removes it; inner tags of one name become one.
 * @throws LinkshotError 'not-found' or 'tag-inside-itself'
 */
export async function mergeTags(from: number, into: number): Promise<{ actId: string }> {
  const label = await nameOf(from)
  return act(
    'merge-tags',
    async (recorder) => {
      if (from === into) throw new LinkshotError('tag-inside-itself')
      await refuseInside(await tagById(into), from)
      await mergeOne(recorder, from, into, await pathOf(from))
    },
    label,
  )
}

/**
 * Deletes tags with all inside them; links only lose them.
 * @returns how many tags went, and how many links lost one
 */
export async function deleteTags(
  tagIds: number[],
): Promise<{ actId: string; deleted: number; links: number }> {
  const label = await nameOf(tagIds[0] ?? 0)
  const { actId, value } = await act(
    'delete-tags',
    async (recorder) => {
      const tags = await db.tags.toArray()
      const gone = new Set(tagIds.flatMap((id) => [id, ...descendantsOf(tags, id)]))
      const links = await takeOffLinks(recorder, gone)
      for (const id of gone) await recorder.remove('tags', id)
      return { deleted: gone.size, links }
    },
    label,
  )
  return { actId, ...value }
}

async function mergeOne(
  recorder: Recorder,
  from: number,
  into: number,
  path: string,
): Promise<void> {
  const [old, target] = await Promise.all([tagById(from), tagById(into)])
  const holders = await db.links.where('tags').equals(from).primaryKeys()
  noteMerger(old.uid, target.uid)
  await changeLinks(recorder, holders, (link) => ({
    ...link,
    tags: [...new Set(link.tags.map((id) => (id === from ? into : id)))],
  }))
  // Gone before its children move: the target may stand beside it.
  await recorder.remove('tags', from)
  const aliases = [...new Set([...target.aliases, ...old.aliases, path])]
  await recorder.put('tags', { ...target, aliases })
  for (const child of await childrenOf(from)) {
    const same = await childOf(into, child.name)
    if (same) await mergeOne(recorder, child.id, same.id, `${path}/${child.name}`)
    else await recorder.put('tags', { ...child, parent: into })
  }
}

async function takeOffLinks(recorder: Recorder, gone: ReadonlySet<number>): Promise<number> {
  const found = await db.links
    .where('tags')
    .anyOf([...gone])
    .primaryKeys()
  const holders = [...new Set(found)]
  await changeLinks(recorder, holders, (link) => ({
    ...link,
    tags: link.tags.filter((id) => !gone.has(id)),
  }))
  return holders.length
}

/** Names are unique among siblings; the caller offers to merge with the one in the way. */
async function refuseTaken(tag: Tag, parent: number, name: string): Promise<void> {
  const taken = await childOf(parent, name)
  if (taken && taken.id !== tag.id) throw new LinkshotError('tag-exists', String(taken.id))
}

async function refuseInside(place: Tag, tagId: number): Promise<void> {
  const above = ancestorsOf(place, await tagsById())
  if ([place, ...above].some(({ id }) => id === tagId)) throw new LinkshotError('tag-inside-itself')
}

async function tagById(id: number): Promise<Tag> {
  const tag = await db.tags.get(id)
  if (!tag) throw new LinkshotError('not-found', `tag ${id}`)
  return tag
}

const tagsById = async (): Promise<Map<number, Tag>> =>
  new Map((await db.tags.toArray()).map((tag) => [tag.id, tag]))

const pathOf = async (id: number): Promise<string> => tagPath(await tagById(id), await tagsById())

/** A tag's name for the journal; what the tag lacks the act itself reports. */
const nameOf = async (id: number): Promise<string> => (await db.tags.get(id))?.name ?? ''
