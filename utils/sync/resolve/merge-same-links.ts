import { editRecord } from '../../record/edit-record.ts'
import { isAlive, textOf } from '../../record/record.ts'
import type { LocalRecord } from '../../record/replica.ts'
import {
  type LinkDesk,
  linkOf,
  liveLinks,
  loadChains,
  putOnDesk,
  readOntoDesk,
} from './link-desk.ts'
import { byAge, hasLeftovers, mergeLinks, pageOf } from './merge-links.ts'
import { hasLikes, isOnePage, keyOfToday, likesOf, newestFirst, olderLikeOf } from './same-page.ts'
import { circleOf, mergedInto, survivorOf } from './survivor.ts'

/** Links of one page become one, and those that are one already bring what they got since. */
export async function mergeSameLinks(desk: LinkDesk): Promise<void> {
  await loadMerged(desk)
  const links = [...desk.records.values()].filter(({ record }) => record.kind === 'link')
  const merged = links.filter(({ record }) => textOf(record, 'mergedInto') !== '')
  await loadChains(
    desk,
    merged.map(({ record }) => record.uid),
  )
  for (const { record } of merged) await bringAlong(desk, record.uid)
  await mergeLikes(desk)
}

/** What was merged into a link that came back may have got something while nobody could be told. */
async function loadMerged(desk: LinkDesk): Promise<void> {
  const isBack = ({ record }: LocalRecord) => isAlive(record) && record.deleted !== ''
  let into = liveLinks(desk).filter(isBack)
  for (const seen = new Set<string>(); into.length > 0; ) {
    const uids = into.map(({ record }) => record.uid)
    for (const uid of uids) seen.add(uid)
    const merged = await desk.transaction.linksMergedInto(uids)
    readOntoDesk(desk, merged)
    into = merged.filter(({ record }) => !seen.has(record.uid))
  }
}

async function mergeLikes(desk: LinkDesk): Promise<void> {
  const wanted = new Set(likeLinks(desk).map(keyOfToday))
  if (wanted.size === 0) return
  readOntoDesk(desk, await desk.transaction.linksWithKeys([...wanted]))
  for (const likes of likesOf(likeLinks(desk))) {
    for (const group of Map.groupBy(likes, pageOf).values()) {
      const [keeper, ...others] = group.toSorted(byAge)
      for (const other of others) if (keeper) await merge(desk, keeper, other)
    }
  }
  for (const likes of likesOf(likeLinks(desk))) {
    for (const link of newestFirst(likes)) {
      const older = olderLikeOf(link, likes)
      if (older) await merge(desk, older, link)
    }
  }
}

const likeLinks = (desk: LinkDesk): LocalRecord[] => liveLinks(desk).filter(hasLikes)

/** One that was merged before: it came back, or got something, or its survivor is merged into it. */
async function bringAlong(desk: LinkDesk, uid: string): Promise<void> {
  const local = linkOf(desk, uid)
  if (!local) return
  const find = (each: string) => linkOf(desk, each)
  if (isAlive(local.record)) return comeBack(desk, local)
  const [first] = circleOf(local, find).sort()
  const back = first === undefined ? undefined : linkOf(desk, first)
  if (back) return touch(desk, back)
  const survivor = survivorOf(local, find)
  if (survivor && isAlive(survivor.record) && hasLeftovers(local)) {
    await merge(desk, survivor, local)
  }
}

async function touch(desk: LinkDesk, { record }: LocalRecord): Promise<void> {
  const local = linkOf(desk, record.uid)
  const stamp = await desk.transaction.stamp()
  if (!local || local.record.deleted >= stamp) return
  const values = { url: textOf(local.record, 'url'), mergedInto: '' }
  putOnDesk(desk, editRecord(local, { values }, stamp))
}

/**
 * Edited by somebody who did not know that it was merged: it goes there again, whatever its address, since undo says
 * that it is merged into nothing. Or what it was merged into was deleted meanwhile.
 */
async function comeBack(desk: LinkDesk, local: LocalRecord): Promise<void> {
  const into = linkOf(desk, textOf(local.record, 'mergedInto'))
  if (!into || desk.held.has(local.record.uid)) return
  if (isAlive(into.record))
    return desk.held.has(into.record.uid) ? undefined : merge(desk, into, local)
  const survivor = survivorOf(into, (uid) => linkOf(desk, uid)) ?? into
  const isLike = isOnePage(survivor, local) && survivor.record.uid !== local.record.uid
  // One that lives is found by its key.
  if (isLike && !isAlive(survivor.record)) await merge(desk, survivor, local)
}

async function merge(desk: LinkDesk, { record }: LocalRecord, other: LocalRecord): Promise<void> {
  const keeper = linkOf(desk, record.uid)
  const now = linkOf(desk, other.record.uid)
  if (!keeper || !now) return
  const stamp = await desk.transaction.stamp()
  const merged = mergeLinks(keeper, now, stamp)
  putOnDesk(desk, merged.keeper)
  putOnDesk(desk, merged.other)
}

/** Whether a link was merged into another. */
export const wasMerged = (local: LocalRecord): boolean => mergedInto(local) !== ''
