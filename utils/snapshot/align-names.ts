/** How far a gap is looked over. A reader drops or adds an element here and there, never a thousand. */
const REACH = 48
/** Names that have to agree before a gap counts as closed. */
const SURE = 3
/** Comparisons in all: two lists that have nothing in common must come to an end. */
const BUDGET = 20_000_000

/**
 * Finds the elements of one list in another where a few were added, dropped or renamed.
 * @returns for each expected one its place in `found`, -1 where it is not there
 */
export function alignNames(expected: readonly string[], found: readonly string[]): number[] {
  const places: number[] = []
  let budget = BUDGET
  let at = 0
  for (let index = 0; index < expected.length; ) {
    if (expected[index] === found[at]) {
      places[index++] = at++
      continue
    }
    const gap = budget > 0 ? closeGap(expected, found, index, at) : undefined
    budget -= REACH * REACH
    const [skipped, added] = gap ?? [1, 1]
    // As many on both sides: they were renamed.
    for (let n = 0; n < skipped; n++) places[index + n] = skipped === added ? at + n : -1
    index += skipped
    at += added
  }
  return places.map((place) => (place < found.length ? place : -1))
}

/** The smallest step on both sides after which the lists agree again. */
function closeGap(
  expected: readonly string[],
  found: readonly string[],
  index: number,
  at: number,
): [number, number] | undefined {
  for (let sum = 1; sum <= REACH; sum++) {
    for (let added = 0; added <= sum; added++) {
      if (agree(expected, found, index + sum - added, at + added)) return [sum - added, added]
    }
  }
  return undefined
}

function agree(
  expected: readonly string[],
  found: readonly string[],
  index: number,
  at: number,
): boolean {
  for (let n = 0; n < SURE; n++) {
    if (expected[index + n] !== found[at + n]) return false
    // Both end here.
    if (expected[index + n] === undefined) return true
  }
  return true
}
