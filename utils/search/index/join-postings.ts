import { NO_POSTINGS, type Postings } from './index-reader.ts'

/** Postings of several segments as one; no link is in two of them. */
export function joinPostings(parts: Postings[]): Postings {
  const filled = parts.filter(({ docs }) => docs.length > 0)
  // The smallest first: a large one is copied once.
  filled.sort((a, b) => a.docs.length - b.docs.length)
  return filled.reduce(
    (all, part) => (all.docs.length > 0 ? joinTwo(all, part) : part),
    NO_POSTINGS,
  )
}

function joinTwo(a: Postings, b: Postings): Postings {
  const size = a.docs.length + b.docs.length
  const joined = {
    docs: new Float64Array(size),
    freqs: new Uint8Array(size),
    fields: new Uint8Array(size),
  }
  let [inA, inB] = [0, 0]
  for (let at = 0; at < size; at++) {
    const isA = (a.docs[inA] ?? -1) > (b.docs[inB] ?? -1)
    const from = isA ? a : b
    const place = isA ? inA++ : inB++
    joined.docs[at] = from.docs[place] ?? 0
    joined.freqs[at] = from.freqs[place] ?? 0
    joined.fields[at] = from.fields[place] ?? 0
  }
  return joined
}
