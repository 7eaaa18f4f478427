import { NO_POSTINGS, type Postings } from './index-reader.ts'

/** Postings of several segments as one; no link is in two of them. */
export function joinPostings(parts: Postings[]): Postings {
  const filled = parts.filter(({ docs }) => docs.length > 0)
  const [only = NO_POSTINGS] = filled
  if (filled.length < 2) return only
  filled.sort((a, b) => newest(b) - newest(a))
  // What was built in one go is one stretch of ids after the other.
  const apart = filled.every((part, at) => at === 0 || oldest(filled[at - 1]) > newest(part))
  return apart ? behindEachOther(filled) : filled.reduce(joinTwo)
}

const newest = ({ docs }: Postings): number => docs[0] ?? 0
const oldest = (part: Postings | undefined): number => part?.docs.at(-1) ?? 0

const postingsOf = (size: number): Postings => ({
  docs: new Float64Array(size),
  freqs: new Uint8Array(size),
  fields: new Uint8Array(size),
})

function behindEachOther(parts: Postings[]): Postings {
  const all = postingsOf(parts.reduce((sum, { docs }) => sum + docs.length, 0))
  let at = 0
  for (const { docs, freqs, fields } of parts) {
    all.docs.set(docs, at)
    all.freqs.set(freqs, at)
    all.fields.set(fields, at)
    at += docs.length
  }
  return all
}

function joinTwo(a: Postings, b: Postings): Postings {
  const joined = postingsOf(a.docs.length + b.docs.length)
  let [inA, inB] = [0, 0]
  for (let at = 0; at < joined.docs.length; at++) {
    const isA = (a.docs[inA] ?? -1) > (b.docs[inB] ?? -1)
    const from = isA ? a : b
    const place = isA ? inA++ : inB++
    joined.docs[at] = from.docs[place] ?? 0
    joined.freqs[at] = from.freqs[place] ?? 0
    joined.fields[at] = from.fields[place] ?? 0
  }
  return joined
}
