/** Terms by number, in the order they came. Their characters are in one list: a library has millions of terms. */
export interface TermTable {
  /** The number of a term that stands in a text, a new one if it was not here. */
  numberOf(text: string, from: number, to: number): number
  readonly size: number
  /** Numbers of all terms in the order of the terms. */
  sorted(): Uint32Array
  /** Gives terms by their numbers, when all are here. */
  texts(): (number: number) => string
}

const EMPTY = -1

const SEED = 0x811c_9dc5
const FACTOR = 0x85eb_ca6b

interface State {
  /** Of terms of two characters, most of Chinese ones: both, and the number plus one, 0 for a free place. */
  pairs: Uint32Array
  pairCount: number
  /** Number of a term by its hash, or the next free place behind. */
  slots: Int32Array
  slotCount: number
  /** Of the others, by number. */
  hashes: Uint32Array
  /** By number: where its characters begin; the next one's beginning is its end. */
  starts: Uint32Array
  characters: Uint16Array
  size: number
}

/** @param most how many are sorted as numbers; more only take longer */
export function termTable(most = MOST_TERMS): TermTable {
  const state: State = {
    pairs: new Uint32Array(1 << 14),
    pairCount: 0,
    slots: new Int32Array(1 << 14).fill(EMPTY),
    slotCount: 0,
    hashes: new Uint32Array(1 << 12),
    starts: new Uint32Array((1 << 12) + 1),
    characters: new Uint16Array(1 << 14),
    size: 0,
  }
  return {
    numberOf: (text, from, to) =>
      to - from === 2 ? numberOfPair(state, text, from) : numberOf(state, text, from, to),
    get size() {
      return state.size
    },
    sorted: () => sortTerms(state, most),
    texts: () => textsOf(state),
  }
}

/** Two characters are a key that needs no second look. */
function numberOfPair(state: State, text: string, from: number): number {
  const key = ((text.charCodeAt(from) << 16) | text.charCodeAt(from + 1)) >>> 0
  const { pairs } = state
  const mask = pairs.length - 1
  let slot = slotOf(key, mask)
  for (;;) {
    const number = pairs[slot + 1] ?? 0
    if (number === 0) break
    if (pairs[slot] === key) return number - 1
    slot = (slot + 2) & mask
  }
  pairs[slot] = key
  pairs[slot + 1] = state.size + 1
  if (++state.pairCount * 4 > pairs.length) growPairs(state)
  return addTerm(state, text, from, from + 2)
}

function slotOf(key: number, mask: number): number {
  const mixed = Math.imul(key ^ (key >>> 16), FACTOR)
  return ((mixed ^ (mixed >>> 13)) << 1) & mask
}

function growPairs(state: State): void {
  const { pairs: old } = state
  const pairs = new Uint32Array(old.length * 2)
  const mask = pairs.length - 1
  for (let at = 0; at < old.length; at += 2) {
    if (old[at + 1] === 0) continue
    let slot = slotOf(old[at] ?? 0, mask)
    while (pairs[slot + 1] !== 0) slot = (slot + 2) & mask
    pairs[slot] = old[at] ?? 0
    pairs[slot + 1] = old[at + 1] ?? 0
  }
  state.pairs = pairs
}

function numberOf(state: State, text: string, from: number, to: number): number {
  let hash = SEED
  for (let at = from; at < to; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), FACTOR)
    // Chinese characters differ in few bits: they have to reach all of them.
    hash ^= hash >>> 13
  }
  hash >>>= 0
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
  state.hashes = withRoom(state.hashes, state.size)
  state.hashes[state.size] = hash
  if (++state.slotCount * 2 > slots.length) growSlots(state)
  return addTerm(state, text, from, to)
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

function addTerm(state: State, text: string, from: number, to: number): number {
  const number = state.size++
  const start = state.starts[number] ?? 0
  const end = start + to - from
  state.characters = withRoom(state.characters, end)
  state.starts = withRoom(state.starts, number + 1)
  for (let at = from; at < to; at++) state.characters[start + at - from] = text.charCodeAt(at)
  state.starts[number + 1] = end
  return number
}

/** The list, or a longer one of the same. */
function withRoom<T extends Uint16Array | Uint32Array>(list: T, at: number): T {
  if (at < list.length) return list
  const longer = list instanceof Uint16Array ? Uint16Array : Uint32Array
  const all = new longer(Math.max(at + 1, list.length * 2)) as T
  all.set(list)
  return all
}

function growSlots(state: State): void {
  const slots = new Int32Array(state.slots.length * 2).fill(EMPTY)
  const mask = slots.length - 1
  for (const number of state.slots) {
    if (number === EMPTY) continue
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
function sortTerms(state: State, most: number): Uint32Array {
  const { size } = state
  if (size > most)
    return sortPart(
      state,
      Uint32Array.from({ length: size }, (_, number) => number),
    )
  const keys = new Float64Array(size)
  for (let number = 0; number < size; number++)
    keys[number] = firstTwo(state, number) * MOST_TERMS + number
  keys.sort()
  const sorted = new Uint32Array(size)
  let [from, two] = [0, -1]
  for (let at = 0; at < size; at++) {
    const key = keys[at] ?? 0
    const own = Math.floor(key / MOST_TERMS)
    sorted[at] = key - own * MOST_TERMS
    if (own === two) continue
    if (at - from > 1) sortPart(state, sorted.subarray(from, at))
    from = at
    two = own
  }
  if (size - from > 1) sortPart(state, sorted.subarray(from))
  return sorted
}

function firstTwo({ starts, characters }: State, number: number): number {
  const start = starts[number] ?? 0
  const hasTwo = (starts[number + 1] ?? 0) - start > 1
  return (characters[start] ?? 0) * 0x1_0000 + (hasTwo ? (characters[start + 1] ?? 0) : 0)
}

/** More are sorted faster by what is made for it. */
const FEW = 16

/** Compares characters where they are: to make texts of thousands of terms takes longer than all else. */
function sortPart(state: State, numbers: Uint32Array): Uint32Array {
  if (numbers.length > FEW) return numbers.sort((a, b) => compareTerms(state, a, b))
  for (let at = 1; at < numbers.length; at++) {
    const number = numbers[at] ?? 0
    let to = at
    while (to > 0 && compareTerms(state, numbers[to - 1] ?? 0, number) > 0) {
      numbers[to] = numbers[to - 1] ?? 0
      to--
    }
    numbers[to] = number
  }
  return numbers
}

function compareTerms({ starts, characters }: State, a: number, b: number): number {
  let [inA, inB] = [starts[a] ?? 0, starts[b] ?? 0]
  const [endOfA, endOfB] = [starts[a + 1] ?? 0, starts[b + 1] ?? 0]
  for (; inA < endOfA && inB < endOfB; inA++, inB++) {
    const difference = (characters[inA] ?? 0) - (characters[inB] ?? 0)
    if (difference !== 0) return difference
  }
  return endOfA - inA - (endOfB - inB)
}

/** A list with `...` is gone through by an iterator, which takes six times as long. */
const textOf = (codes: Uint16Array): string => Reflect.apply(String.fromCharCode, String, codes)

/** As many characters as a call takes for sure. */
const AT_ONCE = 8192

/** Terms as parts of one text: to make each of its characters takes several times as long. */
function textsOf({ starts, characters, size }: State): (number: number) => string {
  const end = starts[size] ?? 0
  const parts: string[] = []
  for (let at = 0; at < end; at += AT_ONCE)
    parts.push(textOf(characters.subarray(at, Math.min(end, at + AT_ONCE))))
  const all = parts.join('')
  return (number) => all.slice(starts[number], starts[number + 1])
}
