/** Terms by number, in the order they came. Their characters are in one list: a library has millions of terms. */
export interface TermTable {
  /** The number of a term that stands in a text, a new one if it was not here. */
  numberOf(text: string, from: number, to: number): number
  readonly size: number
  /** Numbers of all terms in the order of the terms, with what they are. */
  sorted(): { number: number; term: string }[]
}

const EMPTY = -1

/** FNV-1a, by characters. */
const SEED = 0x811c_9dc5
const PRIME = 0x0100_0193

interface State {
  /** Number of a term by its hash, or the next free place behind. */
  slots: Int32Array
  hashes: Uint32Array
  /** By number: where its characters begin; the next one's beginning is its end. */
  starts: Uint32Array
  characters: Uint16Array
  size: number
}

export function termTable(): TermTable {
  const state: State = {
    slots: new Int32Array(1 << 14).fill(EMPTY),
    hashes: new Uint32Array(1 << 12),
    starts: new Uint32Array((1 << 12) + 1),
    characters: new Uint16Array(1 << 14),
    size: 0,
  }
  return {
    numberOf: (text, from, to) => numberOf(state, text, from, to),
    get size() {
      return state.size
    },
    sorted: () => sortTerms(state),
  }
}

function numberOf(state: State, text: string, from: number, to: number): number {
  let hash = SEED
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  // The last characters have reached the upper bits only.
  hash = (hash ^ (hash >>> 15)) >>> 0
  const { slots, hashes } = state
  const mask = slots.length - 1
  let slot = hash & mask
  for (;;) {
    const number = slots[slot] ?? EMPTY
    if (number === EMPTY) break
    if (hashes[number] === hash && isTerm(state, number, text, from, to)) return number
    slot = (slot + 1) & mask
  }
  slots[slot] = state.size
  return addTerm(state, hash, text, from, to)
}

function isTerm(
  { starts, characters }: State,
  number: number,
  text: string,
  from: number,
  to: number,
): boolean {
  const start = starts[number] ?? 0
  if ((starts[number + 1] ?? 0) - start !== to - from) return false
  for (let at = from; at < to; at++)
    if (characters[start + at - from] !== text.charCodeAt(at)) return false
  return true
}

function addTerm(state: State, hash: number, text: string, from: number, to: number): number {
  const number = state.size++
  const start = state.starts[number] ?? 0
  const end = start + to - from
  if (end > state.characters.length) state.characters = larger(state.characters, Uint16Array)
  for (let at = from; at < to; at++) state.characters[start + at - from] = text.charCodeAt(at)
  if (number === state.hashes.length) {
    state.hashes = larger(state.hashes, Uint32Array)
    state.starts = larger(state.starts, Uint32Array)
  }
  state.hashes[number] = hash
  state.starts[number + 1] = end
  if (state.size * 2 > state.slots.length) growSlots(state)
  return number
}

function larger<T extends Uint16Array | Uint32Array>(list: T, Kind: new (size: number) => T): T {
  const all = new Kind(list.length * 2)
  all.set(list)
  return all
}

function growSlots(state: State): void {
  const slots = new Int32Array(state.slots.length * 2).fill(EMPTY)
  const mask = slots.length - 1
  for (let number = 0; number < state.size; number++) {
    let slot = (state.hashes[number] ?? 0) & mask
    while (slots[slot] !== EMPTY) slot = (slot + 1) & mask
    slots[slot] = number
  }
  state.slots = slots
}

/** Numbers that fit beside two characters into one that is exact. */
const MOST_TERMS = 2 ** 21

/**
 * By their first two characters, which are all of most Chinese terms, as numbers, and by the rest where these are the
 * same: to compare a million texts takes seconds.
 */
function sortTerms(state: State): { number: number; term: string }[] {
  const { starts, characters, size } = state
  if (size > MOST_TERMS) throw new RangeError(`${size} terms`)
  const keys = new Float64Array(size)
  for (let number = 0; number < size; number++) {
    const start = starts[number] ?? 0
    const hasTwo = (starts[number + 1] ?? 0) - start > 1
    const two = (characters[start] ?? 0) * 0x1_0000 + (hasTwo ? (characters[start + 1] ?? 0) : 0)
    keys[number] = two * MOST_TERMS + number
  }
  keys.sort()
  const sorted = Array.from(keys, (key) => {
    const number = key % MOST_TERMS
    return { number, term: termAt(state, number), two: Math.floor(key / MOST_TERMS) }
  })
  for (let from = 0; from < size; ) {
    let to = from + 1
    while (to < size && sorted[to]?.two === sorted[from]?.two) to++
    if (to - from > 1) sortPart(sorted, from, to)
    from = to
  }
  return sorted
}

function sortPart(list: { term: string }[], from: number, to: number): void {
  const part = list.slice(from, to).sort((a, b) => (a.term < b.term ? -1 : 1))
  for (const [at, each] of part.entries()) list[from + at] = each
}

const termAt = ({ starts, characters }: State, number: number): string =>
  String.fromCharCode(...characters.subarray(starts[number], starts[number + 1]))
