import { tagKeyOf } from '../../db/tag-key.ts'
import { editRecord, type RecordEdit } from '../../record/edit-record.ts'
import { isAlive, membersOf, textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import type { Stamp } from '../../record/stamp.ts'
import { moveMembers } from './move-members.ts'
import { circleOf, mergedInto, survivorOf } from './survivor.ts'

/** Tags while they are put in order. */
interface Desk {
  tags: Map<string, LocalRecord>
  changed: Set<string>
  stamp: Stamp
}

/**
 * What has to be edited so that tags make a tree in which no two have one name: nobody is merged into each other,
 * inside of what is gone, inside of itself, or beside its like.
 * @returns the edited ones
 */
export function planTags(locals: readonly LocalRecord[], stamp: Stamp): LocalRecord[] {
  const tags = new Map(locals.map((local) => [local.record.uid, local]))
  const desk: Desk = { tags, changed: new Set(), stamp }
  // Each step takes a tag out of the tree, to the top, or back: far fewer than this, unless a step is wrong.
  for (let left = 3 * tags.size + 10; left > 0 && step(desk); left -= 1);
  return [...desk.changed].flatMap((uid) => tags.get(uid) ?? [])
}

/** One round. @returns whether it changed anything */
const step = (desk: Desk): boolean =>
  [openCircles, takeOver, leaveGone, leaveThemselves, mergeNames].some((each) => each(desk))

const find = (desk: Desk) => (uid: string) => desk.tags.get(uid)

function put({ tags, changed }: Desk, local: LocalRecord): void {
  tags.set(local.record.uid, local)
  changed.add(local.record.uid)
}

const edit = (desk: Desk, local: LocalRecord, change: RecordEdit): void =>
  put(desk, editRecord(local, change, desk.stamp))

const alive = ({ tags }: Desk): LocalRecord[] =>
  [...tags.values()].filter(({ record }) => isAlive(record))

const nameOf = ({ record }: LocalRecord): string => textOf(record, 'name')
const parentOf = ({ record }: LocalRecord): string => textOf(record, 'parent')

/** Merged into each other: the one with the smallest uid comes back. */
function openCircles(desk: Desk): boolean {
  const dead = [...desk.tags.values()].filter((local) => mergedInto(local) !== '')
  for (const local of dead) {
    const [first] = circleOf(local, find(desk)).sort()
    const back = first === undefined ? undefined : desk.tags.get(first)
    // Deleted in this very transaction, which no edit in it outlives.
    if (!back || back.record.deleted >= desk.stamp) continue
    edit(desk, back, { values: { name: nameOf(back), mergedInto: '' } })
    return true
  }
  return false
}

/** Aliases that reached a merged tag later. */
function takeOver(desk: Desk): boolean {
  const late = [...desk.tags.values()].filter(
    (local) => mergedInto(local) !== '' && membersOf(local.record).length > 0,
  )
  return late.some((local) => {
    const survivor = survivorOf(local, find(desk))
    if (!survivor || !isAlive(survivor.record)) return false
    const { from, to } = moveMembers(local, survivor, desk.stamp)
    put(desk, from)
    put(desk, to)
    return true
  })
}

/** Inside a tag that is gone: to the top, or to what that was merged into. */
function leaveGone(desk: Desk): boolean {
  const lost = alive(desk).filter((local) => {
    const parent = desk.tags.get(parentOf(local))
    return parentOf(local) !== '' && !(parent && isAlive(parent.record))
  })
  for (const local of lost) {
    const parent = desk.tags.get(parentOf(local))
    const survivor = parent && survivorOf(parent, find(desk))
    const isThere = survivor && survivor !== local && isAlive(survivor.record)
    edit(desk, local, { values: { parent: isThere ? survivor.record.uid : '' } })
  }
  return lost.length > 0
}

/** Inside itself: the last one to be moved goes to the top. */
function leaveThemselves(desk: Desk): boolean {
  for (const local of alive(desk)) {
    const cycle = cycleOf(desk, local)
    const [last] = cycle.toSorted((a, b) => (movedAt(a) > movedAt(b) ? -1 : 1))
    if (!last) continue
    edit(desk, last, { values: { parent: '' } })
    return true
  }
  return false
}

const movedAt = ({ record }: LocalRecord): string => `${record.fields['parent']} ${record.uid}`

/** The tags of the cycle that one is on, none where it is on none. */
function cycleOf(desk: Desk, local: LocalRecord): LocalRecord[] {
  const path = new Set([local])
  for (let at = desk.tags.get(parentOf(local)); at; at = desk.tags.get(parentOf(at))) {
    if (at === local) return [...path]
    if (path.has(at)) return []
    path.add(at)
  }
  return []
}

/** Of one name under one parent: the smallest uid stays, and takes over what the others have. */
function mergeNames(desk: Desk): boolean {
  const named = alive(desk).filter((local) => nameOf(local) !== '')
  const groups = Map.groupBy(named, (local) => `${parentOf(local)} ${tagKeyOf(nameOf(local))}`)
  let merged = false
  for (const group of groups.values()) {
    const [keeper, ...others] = group.toSorted((a, b) => (a.record.uid < b.record.uid ? -1 : 1))
    if (!keeper || others.length === 0) continue
    for (const other of others) mergeTag(desk, keeper.record.uid, other)
    merged = true
  }
  return merged
}

function mergeTag(desk: Desk, keeperUid: string, other: LocalRecord): void {
  const keeper = desk.tags.get(keeperUid)
  if (!keeper) return
  const { from, to } = moveMembers(other, keeper, desk.stamp)
  // Touched: else both would be gone where it is deleted elsewhere in this moment.
  edit(desk, to, { values: { name: nameOf(to) } })
  edit(desk, from, { values: { mergedInto: keeperUid }, delete: true })
}
