type Bits = Uint8Array<ArrayBuffer>

/** Whether the link at a place of a segment is gone. */
export const isGone = (bits: Bits | undefined, place: number): boolean =>
  bits !== undefined && ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0

/** The bits with some more. */
export function withGone(bits: Bits | undefined, size: number, places: Iterable<number>): Bits {
  const all = bits?.slice() ?? new Uint8Array((size + 7) >> 3)
  for (const place of places) all[place >> 3] = (all[place >> 3] ?? 0) | (1 << (place & 7))
  return all
}

/** The place of a link among ids in order, -1 if it is not there. */
export function findPlace(ids: Float64Array, id: number): number {
  let low = 0
  let high = ids.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = ids[middle] ?? 0
    if (found === id) return middle
    if (found < id) low = middle + 1
    else high = middle - 1
  }
  return -1
}
