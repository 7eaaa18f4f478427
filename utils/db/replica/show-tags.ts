import type { Tag } from '../../model/link.ts'
import { isMember } from '../../record/record.ts'
import { db } from '../database.ts'
import { checkRow } from '../library/row-shapes.ts'
import { sameValue } from '../same-value.ts'
import { tagKeyOf } from '../tag-key.ts'
import { planTags, type ShownTag } from './plan-tags.ts'
import { refTo } from './record-row.ts'
import type { WorkingSet } from './working-set.ts'

/**
 * Makes the tags' rows what their records say, and puts those that come or go on or off their links.
 * @returns ids by uid of all tags shown
 */
export async function showTags(set: WorkingSet): Promise<Map<string, number>> {
  const rows = await db.tags.toArray()
  const ids = new Map(rows.map(({ uid, id }) => [uid, id]))
  const isTouched = [...set.written().keys()].some((id) => id.startsWith('tag:'))
  if (!isTouched) return ids
  const plan = planTags((await set.allTags()).map(({ record }) => record))
  const wanted = await rowsFor(plan, rows)
  const gone = rows.filter(({ uid }) => !wanted.has(uid))
  const changed = [...wanted.values()].filter((row) => !sameValue(row, byId(rows).get(row.id)))
  // Away first: two tags may change places.
  await db.tags.bulkDelete([...gone, ...changed].map(({ id }) => id))
  await db.tags.bulkPut(changed)
  await takeOff(gone.map(({ id }) => id))
  await putOn(
    set,
    [...wanted.values()].filter(({ uid }) => !ids.has(uid)),
  )
  return new Map([...wanted.values()].map(({ uid, id }) => [uid, id]))
}

const byId = (rows: Tag[]): Map<number, Tag> => new Map(rows.map((row) => [row.id, row]))

async function rowsFor(plan: Map<string, ShownTag>, rows: Tag[]): Promise<Map<string, Tag>> {
  const known = new Map(rows.map((row) => [row.uid, row]))
  const highest = Number((await db.settings.get('lastTagId'))?.value ?? 0)
  let lastId = rows.reduce((most, { id }) => Math.max(most, id), highest)
  const made = new Map<string, Tag>()
  for (const [uid, shown] of plan) {
    const parent = shown.parent === '' ? 0 : made.get(shown.parent)?.id
    // Inside one that can't be shown.
    if (parent === undefined) continue
    const row = rowFor(shown, parent, known.get(uid)?.id ?? lastId + 1)
    if (!row) continue
    lastId = Math.max(lastId, row.id)
    made.set(uid, row)
  }
  if (lastId > highest) await db.settings.put({ key: 'lastTagId', value: lastId })
  return made
}

/** @returns undefined where the record does not make a tag */
function rowFor({ record }: ShownTag, parent: number, id: number): Tag | undefined {
  const { uid, values, members } = record
  const name = String(values['name'] ?? '')
  const aliases = Object.keys(members).filter((alias) => isMember(members[alias]))
  const { colour = '', order = id } = values
  try {
    return checkRow('tags', {
      id,
      uid,
      name,
      nameKey: tagKeyOf(name),
      parent,
      colour,
      aliases,
      order,
    })
  } catch {
    return undefined
  }
}

async function takeOff(tagIds: number[]): Promise<void> {
  if (tagIds.length === 0) return
  const gone = new Set(tagIds)
  await db.links
    .where('tags')
    .anyOf(tagIds)
    .modify((link) => {
      link.tags = link.tags.filter((id) => !gone.has(id))
    })
}

/** A tag may arrive, or come back, after links that have it. */
async function putOn(set: WorkingSet, tags: Tag[]): Promise<void> {
  if (tags.length === 0) return
  const refs = new Map(tags.map((tag) => [refTo('tag', tag.uid), tag]))
  const naming = await db.records
    .where('refs')
    .anyOf([...refs.keys()])
    .distinct()
    .toArray()
  const links = await set.getMany(
    'link',
    naming.map(({ uid }) => uid),
  )
  for (const local of links) {
    const { uid, members } = local.record
    const has = tags.filter((tag) => isMember(members[tag.uid])).map(({ id }) => id)
    if (has.length === 0) continue
    await db.links
      .where('uid')
      .equals(uid)
      .modify((link) => {
        link.tags = [...new Set([...link.tags, ...has])]
      })
  }
}
