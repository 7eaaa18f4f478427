import { isGone } from '../../db/text-index/gone.ts'
import type { IndexSegment } from '../../db/text-index/read-index.ts'
import {
  fieldsOf,
  findInBlock,
  freqOf,
  MOST_OFTEN,
  type PostingList,
  postingList,
  readPostings,
} from './block.ts'
import type { CachedBlock } from './block-cache.ts'
import { NO_POSTINGS, type Postings } from './index-reader.ts'
import type { TermLookup } from './terms.ts'

/** What a term comes to in one segment, the newest link first; several that begin so count together in each link. */
export function segmentPostings(
  segment: IndexSegment,
  blocks: readonly CachedBlock[],
  lookup: TermLookup,
): Postings {
  const lists: PostingList[] = []
  for (const { data } of blocks)
    findInBlock(data, lookup.term, lookup.prefix, (count, from) => {
      const list = postingList(count)
      readPostings(data, from, count, list)
      lists.push(list)
    })
  const [only] = lists
  if (!only) return NO_POSTINGS
  return liveOnes(segment, lists.length === 1 ? only : together(lists, segment.segment.documents))
}

/** About how many links have a term. */
export function countIn(
  { segment }: IndexSegment,
  blocks: readonly CachedBlock[],
  { term, prefix }: TermLookup,
): number {
  let sum = 0
  for (const { data } of blocks)
    findInBlock(data, term, prefix, (count) => {
      sum += count
    })
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

function liveOnes({ segment, docs: { ids } }: IndexSegment, list: PostingList): Postings {
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
