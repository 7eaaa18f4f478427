import type { IndexSegment } from '../../db/text-index/read-index.ts'
import type { CachedBlock } from './block-cache.ts'
import { NO_POSTINGS, type Postings } from './index-reader.ts'
import {
  addPlace,
  addPosting,
  fieldsOf,
  infoOf,
  type PostingList,
  placesIn,
  postingList,
  readPostings,
} from './posting-list.ts'
import { type FoundList, findLists, liveOnes } from './segment-postings.ts'
import type { TermLookup } from './terms.ts'

/** Links of one segment in which terms stand at places one behind the other, the newest first. */
export function segmentPhrase(
  segment: IndexSegment,
  blocks: readonly (readonly CachedBlock[])[],
  chain: readonly TermLookup[],
): Postings {
  const found = chain.map((lookup, at) => findLists(blocks[at] ?? [], lookup))
  if (found.some(({ length }) => length === 0)) return NO_POSTINGS
  let before: PostingList | undefined
  for (const lists of found) {
    const own = lists.length === 1 ? readAll(lists) : readWithin(lists, before)
    before = before ? behind(before, own) : own
    if (before.count === 0) return NO_POSTINGS
  }
  return before ? liveOnes(segment, before) : NO_POSTINGS
}

function readAll(lists: readonly FoundList[]): PostingList {
  const list = postingList(0)
  for (const { data, from, count } of lists) readPostings(data, from, count, list, true)
  return list
}

/** Larger than any place. */
const PLACES = 2 ** 24

/** Several terms that begin so as one, of links that may still have it all. */
function readWithin(lists: readonly FoundList[], before: PostingList | undefined): PostingList {
  const all = readAll(lists)
  const wanted = before && new Set(before.docs.subarray(0, before.count))
  const fields = new Map<number, number>()
  const places: number[] = []
  for (let at = 0; at < all.count; at++) {
    const doc = all.docs[at] ?? 0
    if (wanted && !wanted.has(doc)) continue
    fields.set(doc, (fields.get(doc) ?? 0) | fieldsOf(all.infos[at] ?? 0))
    for (let place = all.ends[at - 1] ?? 0; place < (all.ends[at] ?? 0); place++)
      places.push(doc * PLACES + (all.places[place] ?? 0))
  }
  const list = postingList(fields.size, places.length)
  let last = -1
  for (const both of Float64Array.from(places).sort()) {
    const doc = Math.floor(both / PLACES)
    if (doc !== last) addPosting(list, doc, infoOf(1, fields.get(doc) ?? 0))
    addPlace(list, both % PLACES)
    last = doc
  }
  return list
}

/** The places of a term that are behind one of what comes before it. */
function behind(before: PostingList, term: PostingList): PostingList {
  const list = postingList(
    Math.min(before.count, term.count),
    Math.min(placesIn(before), placesIn(term)),
  )
  let first = 0
  for (let at = 0; at < term.count && first < before.count; at++) {
    const doc = term.docs[at] ?? 0
    while (first < before.count && (before.docs[first] ?? 0) < doc) first++
    if (before.docs[first] === doc && first < before.count) addBehind(list, before, first, term, at)
  }
  return list
}

/** Adds a link that both have, if they stand there one behind the other. */
function addBehind(
  list: PostingList,
  before: PostingList,
  first: number,
  term: PostingList,
  second: number,
): void {
  const start = placesIn(list)
  const lastOfBefore = before.ends[first] ?? 0
  const last = term.ends[second] ?? 0
  let end = start
  let inBefore = before.ends[first - 1] ?? 0
  for (let at = term.ends[second - 1] ?? 0; at < last; at++) {
    const place = term.places[at] ?? 0
    while (inBefore < lastOfBefore && (before.places[inBefore] ?? 0) < place - 1) inBefore++
    if (inBefore === lastOfBefore) break
    if (before.places[inBefore] === place - 1) list.places[end++] = place
  }
  if (end === start) return
  const both = fieldsOf(before.infos[first] ?? 0) & fieldsOf(term.infos[second] ?? 0)
  list.docs[list.count] = term.docs[second] ?? 0
  list.infos[list.count] = infoOf(end - start, both)
  list.ends[list.count++] = end
}
