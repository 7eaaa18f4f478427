import { isGone } from '../../db/text-index/gone.ts'
import type { IndexSegment } from '../../db/text-index/read-index.ts'
import { findInBlock } from './block.ts'
import type { CachedBlock } from './block-cache.ts'
import { NO_POSTINGS, type Postings } from './index-reader.ts'
import {
  fieldsOf,
  freqOf,
  MOST_OFTEN,
  type PostingList,
  postingList,
  readPostings,
} from './posting-list.ts'
import type { TermLookup } from './terms.ts'

/** What a term comes to in one segment, the newest link first; several that begin so count together in each link. */
export function segmentPostings(
  segment: IndexSegment,
  blocks: readonly CachedBlock[],
  lookup: TermLookup,
): Postings {
  const found = findLists(blocks, lookup)
  return found.length === 0
    ? NO_POSTINGS
    : liveOnes(segment, linksOf(found, segment.segment.documents))
}

/** Postings of one term that were not read yet. */
export interface FoundList {
  data: Uint8Array
  from: number
  count: number
}

export function findLists(
  blocks: readonly CachedBlock[],
  { term, prefix }: TermLookup,
): FoundList[] {
  const lists: FoundList[] = []
  for (const { data } of blocks)
    findInBlock(data, term, prefix, (count, from) => void lists.push({ data, from, count }))
  return lists
}

/** The links of several terms, without places. */
function linksOf(found: readonly FoundList[], documents: number): PostingList {
  const lists = found.map(({ data, from, count }) => {
    const list = postingList(count)
    readPostings(data, from, count, list, false)
    return list
  })
  return lists.length === 1 && lists[0] ? lists[0] : together(lists, documents)
}

/** About how many links have a term. */
export function countIn(
  { segment }: IndexSegment,
  blocks: readonly CachedBlock[],
  lookup: TermLookup,
): number {
  const sum = findLists(blocks, lookup).reduce((all, { count }) => all + count, 0)
  return Math.min(sum, segment.documents)
}

/** By the link's number: no term has to be sorted among the others. */
function together(lists: PostingList[], documents: number): PostingList {
  const all = new Uint8Array(documents)
  let count = 0
  for (const { docs, infos, count: own } of lists)
    for (let at = 0; at < own; at++) {
      const doc = docs[at] ?? 0
      const [before, info] = [all[doc] ?? 0, infos[at] ?? 0]
      if (before === 0) count++
      const freq = Math.min(freqOf(before) + freqOf(info), MOST_OFTEN)
      all[doc] = (freq << 4) | fieldsOf(before) | fieldsOf(info)
    }
  const list = postingList(count)
  for (let doc = 0; list.count < count; doc++) {
    const info = all[doc] ?? 0
    if (info === 0) continue
    list.docs[list.count] = doc
    list.infos[list.count++] = info
  }
  return list
}

export function liveOnes({ segment, docs: { ids } }: IndexSegment, list: PostingList): Postings {
  const { docs, infos, count: all } = list
  const postings = {
    docs: new Float64Array(all),
    freqs: new Uint8Array(all),
    fields: new Uint8Array(all),
  }
  let count = 0
  for (let at = all - 1; at >= 0; at--) {
    const doc = docs[at] ?? 0
    if (isGone(segment.goneBits, doc)) continue
    const info = infos[at] ?? 0
    postings.docs[count] = ids[doc] ?? 0
    postings.freqs[count] = freqOf(info)
    postings.fields[count++] = fieldsOf(info)
  }
  if (count === all) return postings
  return {
    docs: postings.docs.subarray(0, count),
    freqs: postings.freqs.subarray(0, count),
    fields: postings.fields.subarray(0, count),
  }
}
