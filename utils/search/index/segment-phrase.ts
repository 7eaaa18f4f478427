import type { IndexSegment } from '../../db/text-index/read-index.ts'
import type { CachedBlock } from './block-cache.ts'
import {
  IN_ADDRESS,
  IN_NOTE,
  IN_TEXT,
  IN_TITLE,
  NO_POSTINGS,
  type Postings,
} from './index-reader.ts'
import {
  addPosting,
  fieldsOf,
  infoOf,
  type PostingList,
  postingList,
  readPostings,
} from './posting-list.ts'
import { type FoundList, findLists, linksOf, liveOnes } from './segment-postings.ts'
import type { TermLookup } from './terms.ts'

/** Links of one segment in which terms stand at places one behind the other, the newest first. */
export function segmentPhrase(
  segment: IndexSegment,
  blocks: readonly (readonly CachedBlock[])[],
  chain: readonly TermLookup[],
): Postings {
  const found = chain.map((lookup, at) => findLists(blocks[at] ?? [], lookup))
  if (found.some(({ length }) => length === 0)) return NO_POSTINGS
  const { documents } = segment.segment
  const fields = fieldsInAll(found, documents)
  if (!fields) return NO_POSTINGS
  let before: Places | undefined
  for (const lists of found) {
    const places = placesOf(lists, fields)
    before = before ? behind(before, places) : places
    if (before.size === 0) return NO_POSTINGS
  }
  const list = postingList(before?.size ?? 0)
  const docs = [...(before ?? [])].sort(([a], [b]) => a - b)
  for (const [doc, { length }] of docs) addPosting(list, doc, infoOf(length, fields[doc] ?? 0))
  return liveOnes(segment, list)
}

/** By link: where something stands. */
type Places = Map<number, readonly number[]>

const ANYWHERE = IN_TITLE | IN_NOTE | IN_ADDRESS | IN_TEXT

/** By link: the parts that all terms are in, 0 where there is none. The rarest term is first, the others look there. */
function fieldsInAll(found: readonly FoundList[][], documents: number): Uint8Array | undefined {
  const bySize = found.toSorted((a, b) => countOf(a) - countOf(b))
  let all: Uint8Array | undefined
  for (const lists of bySize) {
    const { docs, infos, count } = linksOf(lists, documents)
    const own = new Uint8Array(documents)
    let left = 0
    for (let at = 0; at < count; at++) {
      const doc = docs[at] ?? 0
      const both = fieldsOf(infos[at] ?? 0) & (all?.[doc] ?? (all ? 0 : ANYWHERE))
      own[doc] = both
      if (both !== 0) left++
    }
    if (left === 0) return undefined
    all = own
  }
  return all
}

const countOf = (lists: readonly FoundList[]): number =>
  lists.reduce((sum, { count }) => sum + count, 0)

/** Places of one of the terms, in the links where all are. */
function placesOf(lists: readonly FoundList[], fields: Uint8Array): Places {
  const places = new Map<number, number[]>()
  for (const { data, from, count } of lists) {
    const list = postingList(count, count)
    readPostings(data, from, count, list, true)
    for (let at = 0; at < count; at++) {
      const doc = list.docs[at] ?? 0
      if (fields[doc] !== 0) addPlaces(places, doc, list, at)
    }
  }
  // Several terms that begin so: each is in order by itself.
  if (lists.length > 1) for (const own of places.values()) own.sort((a, b) => a - b)
  return places
}

function addPlaces(places: Map<number, number[]>, doc: number, list: PostingList, at: number) {
  const own = list.places.subarray(list.ends[at - 1] ?? 0, list.ends[at])
  const others = places.get(doc)
  if (others) others.push(...own)
  else places.set(doc, [...own])
}

/** Places that are behind another one. */
function behind(before: Places, places: Places): Places {
  const next: Places = new Map()
  for (const [doc, firsts] of before) {
    const found = nextTo(firsts, places.get(doc) ?? [])
    if (found.length > 0) next.set(doc, found)
  }
  return next
}

function nextTo(firsts: readonly number[], seconds: readonly number[]): number[] {
  const found: number[] = []
  let at = 0
  for (const second of seconds) {
    while ((firsts[at] ?? Infinity) < second - 1) at++
    if (firsts[at] === second - 1) found.push(second)
  }
  return found
}
