import {
  isAlive,
  membersOf,
  recordId,
  type SyncRecord,
  textOf,
} from '../../../utils/record/record.ts'
import type { Deeds } from './person.ts'
import type { World } from './world.ts'

type Found = Map<string, SyncRecord>

/** Whether what people did is there: words in notes, tags on links, versions. */
export function checkDeeds(world: World, there: readonly SyncRecord[]): string[] {
  const found: Found = new Map(there.map((record) => [recordId(record), record]))
  // What was deleted and forgotten for good may come back without what only others wrote to it.
  if (world.wasPurged) return []
  return [...lostWords(world, found), ...lostTags(world, found), ...lostVersions(world, found)]
}

const linkAt = (found: Found, uid: string) => found.get(recordId({ kind: 'link', uid }))

/** Uids of a record and of all it was merged into by these mergers. */
function placesOf(uid: string, merged: Deeds['merged']): Set<string> {
  const places = new Set([uid])
  for (const place of places) for (const into of merged.get(place) ?? []) places.add(into)
  return places
}

/** Whether a link is there still, or what it was merged into: what was done to it is to be found then. */
const isLink = (uid: string, { joined }: Deeds, found: Found): boolean =>
  livesIn('link', placesOf(uid, joined), found).length > 0

const livesIn = (kind: 'link' | 'tag', places: Set<string>, found: Found): SyncRecord[] =>
  [...places]
    .map((uid) => found.get(recordId({ kind, uid })))
    .filter((record): record is SyncRecord => record !== undefined && isAlive(record))

/** Links that were deleted for their own sake. */
const deletedLinks = (places: Set<string>, found: Found): SyncRecord[] =>
  [...places]
    .flatMap((uid) => linkAt(found, uid) ?? [])
    .filter((record) => !isAlive(record) && textOf(record, 'mergedInto') === '')

/** A word that nobody who saw it took out is in the note. */
function lostWords({ deeds }: World, found: Found): string[] {
  return deeds.written.flatMap(({ link, word }) => {
    const places = placesOf(link, deeds.merged)
    const hasIt = (record: SyncRecord) => textOf(record, 'note').includes(word)
    // Shown, or deleted with the link it had moved to.
    const isThere =
      livesIn('link', places, found).some(hasIt) || deletedLinks(places, found).some(hasIt)
    if (!isLink(link, deeds, found) || isThere || deeds.erased.has(word)) return []
    return [`${word} of link ${link} is lost`]
  })
}

/** A tag that was put on a link, and that nobody took off, is on it. */
function lostTags({ deeds }: World, found: Found): string[] {
  const places = (pair: string) => {
    const [link = '', tag = ''] = pair.split(' ')
    return { link, links: placesOf(link, deeds.merged), tags: placesOf(tag, deeds.merged) }
  }
  const taken = [...deeds.untagged].map(places)
  return [...deeds.tagged].flatMap((pair) => {
    const own = places(pair)
    const links = livesIn('link', own.links, found)
    const tags = new Set(livesIn('tag', own.tags, found).map(({ uid }) => uid))
    const hasOne = (record: SyncRecord) => membersOf(record).some((each) => tags.has(each))
    // Shown, or deleted with the link it had moved to.
    const isThere = links.some(hasOne) || deletedLinks(own.links, found).some(hasOne)
    // It may have come back by an edit after links had moved to what it was merged into.
    const isDeleted = [...own.tags].some((uid) => wasDeleted(found, uid))
    const isTaken = taken.some((each) => meet(each.links, own.links) && meet(each.tags, own.tags))
    const isGone = !isLink(own.link, deeds, found) || tags.size === 0
    const isExcused = isDeleted || isTaken || isGone
    return isThere || isExcused ? [] : [`${pair} is lost`]
  })
}

function wasDeleted(found: Found, uid: string): boolean {
  const tag = found.get(recordId({ kind: 'tag', uid }))
  return tag === undefined || (!isAlive(tag) && textOf(tag, 'mergedInto') === '')
}

const meet = (a: Set<string>, b: Set<string>): boolean => [...a].some((each) => b.has(each))

/** A version that nobody deleted is one of a link that lives. */
function lostVersions({ deeds }: World, found: Found): string[] {
  return [...deeds.kept].flatMap(([uid, link]) => {
    const record = found.get(recordId({ kind: 'snapshot', uid }))
    const isThere = record !== undefined && isAlive(record)
    const owner = isThere ? linkAt(found, textOf(record, 'link')) : undefined
    // Shown, or deleted with the link it had moved to.
    const isShown = owner !== undefined && (isAlive(owner) || textOf(owner, 'mergedInto') === '')
    if (!isLink(link, deeds, found) || isShown || deeds.dropped.has(uid)) return []
    return [`version ${uid} of link ${link} is lost`]
  })
}
