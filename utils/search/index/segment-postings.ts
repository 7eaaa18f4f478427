import { isGone } from '../../db/text-index/gone.ts'
import { type BlockEntry, fieldsOf, freqOf, MOST_OFTEN, postingList } from './block.ts'
import { NO_POSTINGS, type Postings } from './index-reader.ts'

interface Segment {
  documents: number
  goneBits?: Uint8Array<ArrayBuffer>
}

/** What entries of one segment come to, the newest link first; several terms in one link count together. */
export function segmentPostings(
  segment: Segment,
  ids: Float64Array,
  entries: Iterable<BlockEntry>,
): Postings {
  const found = [...collected(entries)]
  const [only] = found
  if (!only) return NO_POSTINGS
  const { docs, infos } = found.length === 1 ? only : together(found, segment.documents)
  return liveOnes(segment, ids, docs, infos)
}

interface Run {
  docs: Uint32Array
  infos: Uint8Array
}

function* collected(entries: Iterable<BlockEntry>): Generator<Run> {
  for (const entry of entries) {
    const list = postingList(entry.count)
    entry.read(list)
    yield { docs: list.docs, infos: list.infos }
  }
}

/** By the link's number: no term has to be sorted among the others. */
function together(runs: Run[], documents: number): Run {
  const all = new Uint8Array(documents)
  for (const { docs, infos } of runs)
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at] ?? 0
      const [before, info] = [all[doc] ?? 0, infos[at] ?? 0]
      const freq = Math.min(freqOf(before) + freqOf(info), MOST_OFTEN)
      all[doc] = (freq << 4) | fieldsOf(before) | fieldsOf(info)
    }
  const docs = Uint32Array.from(all.keys()).filter((doc) => all[doc] !== 0)
  return { docs, infos: Uint8Array.from(docs, (doc) => all[doc] ?? 0) }
}

function liveOnes({ goneBits }: Segment, ids: Float64Array, docs: Uint32Array, infos: Uint8Array) {
  const postings = {
    docs: new Float64Array(docs.length),
    freqs: new Uint8Array(docs.length),
    fields: new Uint8Array(docs.length),
  }
  let count = 0
  for (let at = docs.length - 1; at >= 0; at--) {
    const doc = docs[at] ?? 0
    if (isGone(goneBits, doc)) continue
    const info = infos[at] ?? 0
    postings.docs[count] = ids[doc] ?? 0
    postings.freqs[count] = freqOf(info)
    postings.fields[count++] = fieldsOf(info)
  }
  if (count === docs.length) return postings
  return {
    docs: postings.docs.subarray(0, count),
    freqs: postings.freqs.subarray(0, count),
    fields: postings.fields.subarray(0, count),
  }
}
