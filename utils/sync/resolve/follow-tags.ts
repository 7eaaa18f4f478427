import { editRecord } from '../../record/edit-record.ts'
import { isAlive, membershipOf, membersOf, recordId, textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import { type LinkDesk, liveLinks, putOnDesk } from './link-desk.ts'
import { addMember, takeOut } from './move-members.ts'
import { circleOf, survivorOf } from './survivor.ts'

/**
 * Links have the tags that theirs were merged into, and a deleted tag that was put on after its deletion comes back.
 * @returns whether one came back
 */
export async function followTags(desk: LinkDesk): Promise<boolean> {
  let cameBack = false
  for (const link of liveLinks(desk)) {
    const gone = membersOf(link.record).filter((uid) => isGone(desk.tags.get(uid)))
    for (const uid of gone) if (await follow(desk, link, uid)) cameBack = true
  }
  return cameBack
}

const isGone = (tag: LocalRecord | undefined): boolean => tag !== undefined && !isAlive(tag.record)

/** @returns whether a tag came back */
async function follow(desk: LinkDesk, link: LocalRecord, uid: string): Promise<boolean> {
  const tag = desk.tags.get(uid)
  if (!tag) return false
  const find = (each: string) => desk.tags.get(each)
  const survivor = survivorOf(tag, find) ?? tag
  // Merged into each other: which of them comes back is not for links to say, and is known when tags are in order.
  if (circleOf(survivor, find).length > 0) return false
  const [added] = membershipOf(link.record, uid)
  const isLate = !isAlive(survivor.record) && added > survivor.record.deleted
  if (isLate) await bringBack(desk, survivor)
  if (survivor !== tag && (isLate || isAlive(survivor.record))) {
    await replaceTag(desk, link, uid, survivor.record.uid)
  }
  return isLate
}

async function bringBack(desk: LinkDesk, { record }: LocalRecord): Promise<void> {
  const tag = desk.tags.get(record.uid)
  // One of which only the deletion is known has no name to come back with.
  if (!tag || textOf(tag.record, 'name') === '') return
  const values = { name: textOf(tag.record, 'name') }
  putOnDesk(desk, editRecord(tag, { values }, await desk.transaction.stamp()))
}

async function replaceTag(
  desk: LinkDesk,
  link: LocalRecord,
  old: string,
  survivor: string,
): Promise<void> {
  const now = desk.records.get(recordId(link.record)) ?? link
  const [added] = membershipOf(now.record, old)
  const stamp = await desk.transaction.stamp()
  putOnDesk(desk, takeOut(addMember(now, survivor, added, stamp), [old]))
}
