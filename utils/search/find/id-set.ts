/** Ids of links: those listed, the newest first and each once, or all but those. */
export interface IdSet {
  ids: Ids
  without: boolean
}

export type Ids = Float64Array

const EMPTY: Ids = new Float64Array()
export const NO_IDS: IdSet = { ids: EMPTY, without: false }
export const ALL_IDS: IdSet = { ids: EMPTY, without: true }

/** A list in any order, with some ids perhaps twice. */
export const idsOf = (ids: Iterable<number>): Ids =>
  Float64Array.from(new Set(ids)).sort().reverse()

export const listed = (ids: Ids): IdSet => ({ ids, without: false })

export const complement = ({ ids, without }: IdSet): IdSet => ({ ids, without: !without })

/** What is in both. */
export function intersect(a: IdSet, b: IdSet): IdSet {
  // The trash is empty, mostly.
  if (isAll(a)) return b
  if (isAll(b)) return a
  if (a.without && b.without) return { ids: merged(a.ids, b.ids), without: true }
  if (a.without) return intersect(b, a)
  return listed(filtered(a.ids, b.ids, !b.without))
}

const isAll = ({ ids, without }: IdSet): boolean => without && ids.length === 0

/** What is in one of them. */
export const unite = (a: IdSet, b: IdSet): IdSet =>
  complement(intersect(complement(a), complement(b)))

export const isIn = ({ ids, without }: IdSet, id: number): boolean =>
  (ids[placeOf(ids, id)] === id) !== without

/**
 * The place of the first id that is not newer. Found by steps that double, so that one near `from` is found at once.
 */
export function placeOf(ids: Ids, id: number, from = 0): number {
  let step = 1
  let low = from
  while ((ids[low + step] ?? -Infinity) > id) {
    low += step
    step *= 2
  }
  let high = Math.min(ids.length, low + step)
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? -Infinity) > id) low = middle + 1
    else high = middle
  }
  return low
}

/** Those of some ids that are, or are not, among others. */
function filtered(some: Ids, others: Ids, among: boolean): Ids {
  // Few are looked up among many, not the other way round.
  if (among && others.length < some.length) return filtered(others, some, true)
  let at = 0
  return some.filter((id) => {
    at = placeOf(others, id, at)
    return (others[at] === id) === among
  })
}

function merged(a: Ids, b: Ids): Ids {
  if (a.length === 0) return b
  if (b.length === 0) return a
  const all = new Float64Array(a.length + b.length)
  let count = 0
  for (let i = 0, j = 0; i < a.length || j < b.length; count++) {
    const left = a[i] ?? -Infinity
    const right = b[j] ?? -Infinity
    all[count] = Math.max(left, right)
    if (left >= right) i++
    if (right >= left) j++
  }
  return all.slice(0, count)
}
