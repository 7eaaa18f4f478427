import type { Tag } from '../../model/link.ts'
import { isMember, recordId } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { checkRow } from '../library/row-shapes.ts'
import { sameValue } from '../same-value.ts'
import { tagKeyOf } from '../tag-key.ts'
import { planTags, type ShownTag } from './plan-tags.ts'
import { refTo } from './record-row.ts'
import type { ReplicaTables, WorkingSet } from './working-set.ts'

/**
 * Makes the tags' rows what their records say, and puts those that come or go on or off their links.
 * @returns ids by uid of all tags shown
 */
export async function showTags(set: WorkingSet): Promise<Map<string, number>> {
  const { t } = set
  const rows = await t.tags.toArray()
  const ids = new Map(rows.map(({ uid, id }) => [uid, id]))
  const isTouched = [...set.written().keys()].some((id) => id.startsWith('tag:'))
  if (!isTouched) return ids
  const locals = await set.allTags()
  const plan = planTags(locals.map(({ record }) => record))
  const wanted = await rowsFor(t, plan, rows)
  const gone = rows.filter(({ uid }) => !wanted.has(uid))
  const changed = [...wanted.values()].filter((row) => !sameValue(row, byId(rows).get(row.id)))
  restamp(set, locals, new Set([...gone, ...changed].map(({ uid }) => uid)))
  // Away first: two tags may change places.
  await t.tags.bulkDelete([...gone, ...changed].map(({ id }) => id))
  await t.tags.bulkPut(changed)
  await takeOff(
    set,
    gone.map(({ id }) => id),
  )
  await putOn(
    set,
    [...wanted.values()].filter(({ uid }) => !ids.has(uid)),
  )
  return new Map([...wanted.values()].map(({ uid, id }) => [uid, id]))
}

/**
 * Tags that come, go or move because others did: their stamps say from now on whether a row holds their values. It
 * was the row alone that held those of one that goes.
 */
function restamp(set: WorkingSet, locals: LocalRecord[], uids: ReadonlySet<string>): void {
  const beside = locals.filter(({ record }) => uids.has(record.uid))
  set.putMany(beside.filter(({ record }) => !set.written().has(recordId(record))))
}

const byId = (rows: Tag[]): Map<number, Tag> => new Map(rows.map((row) => [row.id, row]))

async function rowsFor(
  t: ReplicaTables,
  plan: Map<string, ShownTag>,
  rows: Tag[],
): Promise<Map<string, Tag>> {
  const known = new Map(rows.map((row) => [row.uid, row]))
  const highest = Number((await t.settings.get('lastTagId'))?.value ?? 0)
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
  if (lastId > highest) await t.settings.put({ key: 'lastTagId', value: lastId })
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

async function takeOff(set: WorkingSet, tagIds: number[]): Promise<void> {
  if (tagIds.length === 0) return
  const gone = new Set(tagIds)
  await set.t.links
    .where('tags')
    .anyOf(tagIds)
    .modify((link) => {
      link.tags = link.tags.filter((id) => !gone.has(id))
    })
  set.forgetLinkRows()
}

/** A tag may arrive, or come back, after links that have it. */
async function putOn(set: WorkingSet, tags: Tag[]): Promise<void> {
  if (tags.length === 0) return
  const { t } = set
  const refs = tags.map(({ uid }) => refTo('tag', uid))
  const naming = await t.records.where('refs').anyOf(refs).distinct().toArray()
  const locals = await set.getMany(
    'link',
    naming.map(({ uid }) => uid),
  )
  const uids = locals.map(({ record }) => record.uid)
  const rows = await set.linkRows(uids)
  const changed = locals.flatMap(({ record: { uid, members } }) => {
    const row = rows.get(uid)
    const has = tags.filter((tag) => isMember(members[tag.uid])).map(({ id }) => id)
    if (!row || has.length === 0) return []
    return [{ ...row, tags: [...new Set([...row.tags, ...has])] }]
  })
  await t.links.bulkPut(changed)
  set.forgetLinkRows()
}
