import {
  type ByteReader,
  byteList,
  ownBytes,
  pushBytes,
  pushNumber,
  pushText,
  readCharacter,
  readNumber,
  readText,
} from './bytes.ts'
import { endOfPostings, type PostingList, packPostings, readPostings } from './posting-list.ts'

/** A list that is longer than this is a block of its own, whatever its size. */
const BLOCK_BYTES = 16_384

export interface Block {
  last: string
  data: Uint8Array<ArrayBuffer>
}

/** How a term is written: the two lowest bits of the number it begins with. */
const ANY = 0
/** Two characters: both follow. */
const PAIR = 1
/** Two characters, the first that of the pair before: how much further the second one is. Of most Chinese terms. */
const NEXT_PAIR = 2
/** The same, and one link has it, so that no number of links follows. */
const NEXT_PAIR_ONCE = 3

/** The first and second character of a pair in one number, which is greater for what comes later; 0 for no pair. */
const pairOf = (term: string): number => {
  if (term.length !== 2) return 0
  const [first, second] = [term.charCodeAt(0), term.charCodeAt(1)]
  return isHalf(first) || isHalf(second) ? 0 : first * 0x1_0000 + second
}
const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdfff
const firstOf = (pair: number): number => Math.floor(pair / 0x1_0000)

/**
 * Packs terms in their order: how a term is written, the term, how many links, postings. What is no pair begins as the
 * term before does: how many characters they have in common, and the rest.
 */
export function blockWriter(put: (block: Block) => void) {
  const entries = byteList(BLOCK_BYTES * 2)
  const list = byteList()
  let last = ''
  let lastPair = 0
  const end = (): void => {
    if (entries.length > 0) put({ last, data: ownBytes(entries) })
    entries.length = 0
    last = ''
    lastPair = 0
  }
  const addTerm = (term: string, count: number): void => {
    const pair = pairOf(term)
    if (pair === 0) {
      const shared = commonLength(last, term)
      pushNumber(entries, (shared << 2) | ANY)
      pushText(entries, term.slice(shared))
    } else if (firstOf(pair) === firstOf(lastPair)) {
      pushNumber(entries, ((pair - lastPair) << 2) | (count === 1 ? NEXT_PAIR_ONCE : NEXT_PAIR))
      if (count === 1) return
    } else {
      pushNumber(entries, (firstOf(pair) << 2) | PAIR)
      pushNumber(entries, pair % 0x1_0000)
    }
    pushNumber(entries, count)
  }
  return {
    add(term: string, postings: PostingList): void {
      list.length = 0
      packPostings(list, postings)
      if (entries.length > 0 && entries.length + list.length > BLOCK_BYTES) end()
      addTerm(term, postings.count)
      pushBytes(entries, list)
      last = term
      lastPair = pairOf(term) || lastPair
    },
    end,
  }
}

/** Never between the two halves of a character. */
function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length > 0 && isSecondHalf(b.charCodeAt(length)) ? length - 1 : length
}

const isSecondHalf = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/** The pair that a number begins, which follows another pair. */
function readPair(reader: ByteReader, head: number, before: number): number {
  if ((head & 3) === PAIR) return (head >>> 2) * 0x1_0000 + readNumber(reader)
  return before + (head >>> 2)
}

const readCount = (reader: ByteReader, head: number): number =>
  (head & 3) === NEXT_PAIR_ONCE ? 1 : readNumber(reader)

/** A term in a block, its postings not read yet. */
export interface BlockEntry {
  term: string
  /** Appends its postings to a list. */
  read(into: PostingList): void
}

/** The terms of a block in their order. */
export function* readBlock(data: Uint8Array): Generator<BlockEntry> {
  const reader: ByteReader = { data, at: 0 }
  let term = ''
  let pair = 0
  while (reader.at < data.length) {
    const head = readNumber(reader)
    if ((head & 3) === ANY) term = term.slice(0, head >>> 2) + readText(reader)
    else {
      pair = readPair(reader, head, pair)
      term = String.fromCharCode(firstOf(pair), pair % 0x1_0000)
    }
    const count = readCount(reader, head)
    const from = reader.at
    yield { term, read: (into) => readPostings(data, from, count, into, true) }
    reader.at = endOfPostings(data, from, count)
  }
}

/** Told of a term that was looked for: how many links have it, and where its postings begin. */
export type SeeFound = (count: number, from: number) => void

/** Finds a term in a block, or all that begin so. None of those before it is made a text: there are a thousand. */
export function findInBlock(data: Uint8Array, term: string, prefix: boolean, see: SeeFound): void {
  const reader: ByteReader = { data, at: 0 }
  // How many characters the last entry has in common with the term.
  let common = 0
  let pair = 0
  while (reader.at < data.length) {
    const head = readNumber(reader)
    let isSame = false
    if ((head & 3) === ANY) {
      const shared = head >>> 2
      const end = readNumber(reader) + reader.at
      const within = common === term.length
      if (within && shared < common) return
      // What has more in common with one that is less is less, too.
      if (!within && shared <= common) common = commonWith(reader, end, term, shared)
      isSame = !within && reader.at === end
      reader.at = end
    } else {
      pair = readPair(reader, head, pair)
      common = commonOfPair(pair, term)
      isSame = term.length === 2
    }
    if (common === GREATER) return
    if (common === term.length && !prefix && !isSame) return
    const count = readCount(reader, head)
    if (common === term.length) see(count, reader.at)
    if (common === term.length && !prefix) return
    reader.at = endOfPostings(data, reader.at, count)
  }
}

const GREATER = -1

function commonOfPair(pair: number, term: string): number {
  const first = firstOf(pair)
  const wanted = term.charCodeAt(0)
  if (first !== wanted) return first < wanted ? 0 : GREATER
  if (term.length === 1) return 1
  const second = pair % 0x1_0000
  const next = term.charCodeAt(1)
  if (second !== next) return second < next ? 1 : GREATER
  return 2
}

/** How many characters of a term an entry begins with, of which it is known to have some; whether it is greater. */
function commonWith(reader: ByteReader, end: number, term: string, known: number): number {
  for (let at = known; at < term.length; at++) {
    if (reader.at >= end) return at
    const code = readCharacter(reader)
    const wanted = term.codePointAt(at) ?? 0
    if (code !== wanted) return isLess(code, wanted) ? at : GREATER
    if (code > 0xffff) at++
  }
  return term.length
}

/** As texts are compared, by the halves of rare characters. */
const isLess = (a: number, b: number): boolean => String.fromCodePoint(a) < String.fromCodePoint(b)
