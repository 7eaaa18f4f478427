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
import { IN_TEXT } from './index-reader.ts'

/** Links of one segment that have a term, by their numbers there, the smallest first. */
export interface PostingList {
  docs: Uint32Array
  /** How often and where: `infoOf`. */
  infos: Uint8Array
  /** How many entries count; the arrays may be longer. */
  count: number
}

/** A term that is more often in a link counts as this often: four bits. */
export const MOST_OFTEN = 15

/** How often a term is in a link, and in which of its parts, in one byte. */
export const infoOf = (freq: number, fields: number): number =>
  (Math.min(freq, MOST_OFTEN) << 4) | fields
export const freqOf = (info: number): number => info >> 4
export const fieldsOf = (info: number): number => info & 0xf

/** Once in the text: what most of them are, so that it takes no byte of its own. */
const USUAL = infoOf(1, IN_TEXT)

/** A list that is longer than this is a block of its own, whatever its size. */
const BLOCK_BYTES = 16_384

export interface Block {
  last: string
  data: Uint8Array<ArrayBuffer>
}

/**
 * Packs terms in their order. A term begins as the one before does, then: how many characters they have in common, the
 * rest, how many links, how many bytes of postings (not for one link), postings.
 */
export function blockWriter(put: (block: Block) => void) {
  const entries = byteList(BLOCK_BYTES * 2)
  const list = byteList()
  let last = ''
  const end = (): void => {
    if (entries.length > 0) put({ last, data: ownBytes(entries) })
    entries.length = 0
    last = ''
  }
  return {
    add(term: string, postings: PostingList): void {
      list.length = 0
      packPostings(list, postings)
      if (entries.length > 0 && entries.length + list.length > BLOCK_BYTES) end()
      const shared = commonLength(last, term)
      pushNumber(entries, shared)
      pushText(entries, term.slice(shared))
      pushNumber(entries, postings.count)
      if (postings.count > 1) pushNumber(entries, list.length)
      pushBytes(entries, list)
      last = term
    },
    end,
  }
}

function packPostings(list: ReturnType<typeof byteList>, postings: PostingList): void {
  const { docs, infos, count } = postings
  let before = -1
  for (let at = 0; at < count; at++) {
    const doc = docs[at] ?? 0
    const info = infos[at] ?? 0
    pushNumber(list, ((doc - before - 1) << 1) | (info === USUAL ? 0 : 1))
    if (info !== USUAL) pushNumber(list, info)
    before = doc
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

/** A term in a block, its postings not read yet. */
export interface BlockEntry {
  term: string
  count: number
  /** Reads the postings; not after the next entry was asked for. */
  read(into: PostingList): void
}

/** A list with room for so many entries. */
export const postingList = (room: number): PostingList => ({
  docs: new Uint32Array(room),
  infos: new Uint8Array(room),
  count: 0,
})

/** The terms of a block in their order. */
export function* readBlock(data: Uint8Array): Generator<BlockEntry> {
  const reader: ByteReader = { data, at: 0 }
  let term = ''
  while (reader.at < data.length) {
    const shared = readNumber(reader)
    term = term.slice(0, shared) + readText(reader)
    const count = readNumber(reader)
    const end = count > 1 ? readNumber(reader) + reader.at : endOfOne(reader)
    yield { term, count, read: (into) => unpackPostings({ data, at: reader.at }, count, into) }
    reader.at = end
  }
}

/** Told of a term that was looked for: how many links have it, and where its postings begin. */
export type SeeFound = (count: number, from: number) => void

/** Finds a term in a block, or all that begin so. None of those before it is made a text: there are a thousand. */
export function findInBlock(data: Uint8Array, term: string, prefix: boolean, see: SeeFound): void {
  const reader: ByteReader = { data, at: 0 }
  // How many characters the last entry has in common with the term.
  let common = 0
  while (reader.at < data.length) {
    const shared = readNumber(reader)
    const end = readNumber(reader) + reader.at
    const within = common === term.length
    if (within && shared < common) return
    // What has more in common with one that is less is less, too.
    if (!within && shared <= common) common = commonWith(reader, end, term, shared)
    if (common === GREATER) return
    const isSame = !within && reader.at === end
    if (common === term.length && !prefix && !isSame) return
    reader.at = end
    const count = readNumber(reader)
    const size = count > 1 ? readNumber(reader) : endOfOne(reader) - reader.at
    if (common === term.length) see(count, reader.at)
    if (common === term.length && !prefix) return
    reader.at += size
  }
}

const GREATER = -1

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

function endOfOne({ data, at }: ByteReader): number {
  const reader = { data, at }
  if (readNumber(reader) & 1) readNumber(reader)
  return reader.at
}

/** Reads so many postings that begin in a block at a place. */
export const readPostings = (
  data: Uint8Array,
  from: number,
  count: number,
  into: PostingList,
): void => unpackPostings({ data, at: from }, count, into)

/** Appends to a list, which is made larger where it has no room. */
function unpackPostings(reader: ByteReader, count: number, into: PostingList): void {
  makeRoom(into, count)
  let before = -1
  for (let left = count; left > 0; left--) {
    const packed = readNumber(reader)
    before += (packed >>> 1) + 1
    into.docs[into.count] = before
    into.infos[into.count++] = packed & 1 ? readNumber(reader) : USUAL
  }
}

export function makeRoom(list: PostingList, more: number): void {
  const wanted = list.count + more
  if (wanted <= list.docs.length) return
  const larger = postingList(Math.max(wanted, list.docs.length * 2))
  larger.docs.set(list.docs.subarray(0, list.count))
  larger.infos.set(list.infos.subarray(0, list.count))
  list.docs = larger.docs
  list.infos = larger.infos
}
