import {
  type BitReader,
  bitReader,
  bitWriter,
  endBits,
  endOfBits,
  lowBitsFor,
  readBits,
  readRice,
  readSums,
  resetBits,
  writeBits,
  writeRice,
} from './bits.ts'
import {
  type ByteList,
  type ByteReader,
  pushByte,
  pushBytes,
  pushNumber,
  readNumber,
} from './bytes.ts'
import { IN_TEXT } from './index-reader.ts'

/** Links of one segment that have a term, by their numbers there, the smallest first. */
export interface PostingList {
  docs: Uint32Array
  /** How often and where: `infoOf`. */
  infos: Uint8Array
  /** How many entries count; the arrays may be longer. */
  count: number
  /** Where the term stands in the links, those of one after those of another. */
  places: Uint32Array
  /** Where the places of each link end. */
  ends: Uint32Array
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

/** How many there are beyond `MOST_OFTEN`: mostly some. */
const LOW_OF_MORE = 3

/** A list with room for so many links and places. */
export const postingList = (room: number, places = 0): PostingList => ({
  docs: new Uint32Array(room),
  infos: new Uint8Array(room),
  count: 0,
  places: new Uint32Array(places),
  ends: new Uint32Array(room),
})

export const placesIn = ({ ends, count }: PostingList): number => ends[count - 1] ?? 0

/** Appends a link; its places follow. */
export function addPosting(list: PostingList, doc: number, info: number): void {
  makeRoom(list, 1, 1)
  list.docs[list.count] = doc
  list.infos[list.count] = info
  list.ends[list.count] = placesIn(list)
  list.count++
}

/** Appends a place of the last link. */
export function addPlace(list: PostingList, place: number): void {
  makeRoom(list, 0, 1)
  const at = list.ends[list.count - 1] ?? 0
  list.places[at] = place
  list.ends[list.count - 1] = at + 1
}

/** Makes room for more. */
export function makeRoom(list: PostingList, links: number, places: number): void {
  if (list.count + links > list.docs.length) {
    const room = Math.max(list.count + links, list.docs.length * 2)
    const longer = postingList(room)
    longer.docs.set(list.docs)
    longer.infos.set(list.infos)
    longer.ends.set(list.ends)
    const { docs, infos, ends } = longer
    Object.assign(list, { docs, infos, ends })
  }
  const wanted = placesIn(list) + places
  if (wanted > list.places.length) growPlaces(list, wanted)
}

function growPlaces(list: PostingList, wanted: number): void {
  if (wanted <= list.places.length) return
  const longer = new Uint32Array(Math.max(wanted, list.places.length * 2))
  longer.set(list.places)
  list.places = longer
}

/**
 * Packs a list: of one link, the link and its places; else how many bytes follow, how many low bits numbers of links and of
 * places have, links, places. Who asks for links only passes over the places.
 */
export function packPostings(into: ByteList, list: PostingList): void {
  if (list.count === 1) packOne(into, list)
  else packMany(into, list)
}

function packMany(into: ByteList, list: PostingList): void {
  const lowOfLinks = lowBitsFor((list.docs[list.count - 1] ?? 0) / list.count)
  const lowOfPlaces = lowBitsFor(averageGap(list))
  resetBits(writer)
  packLinks(list, lowOfLinks)
  packPlaces(list, lowOfPlaces)
  pushNumber(into, writer.bytes.length + 1)
  pushByte(into, (lowOfLinks << 4) | lowOfPlaces)
  pushBytes(into, writer.bytes)
}

/** The same for all: a library has millions of lists. */
const writer = bitWriter()

function packLinks({ docs, infos, count }: PostingList, low: number): void {
  let before = -1
  for (let at = 0; at < count; at++) {
    const doc = docs[at] ?? 0
    writeRice(writer, doc - before - 1, low)
    writeInfo(infos[at] ?? 0)
    before = doc
  }
  endBits(writer)
}

/** One bit for once in the text, six for more than once there, ten for all else. */
function writeInfo(info: number): void {
  if (info === USUAL) writeBits(writer, 0, 1)
  else if (fieldsOf(info) === IN_TEXT) writeBits(writer, 0b10_0000 | freqOf(info), 6)
  else writeBits(writer, 0b11_0000_0000 | info, 10)
}

function readInfo(reader: BitReader): number {
  if (readBits(reader, 1) === 0) return USUAL
  if (readBits(reader, 1) === 0) return infoOf(readBits(reader, 4), IN_TEXT)
  return readBits(reader, 8)
}

function packOne(into: ByteList, { docs, infos, places, ends }: PostingList): void {
  const info = infos[0] ?? 0
  pushNumber(into, ((docs[0] ?? 0) << 1) | (info === USUAL ? 0 : 1))
  if (info !== USUAL) pushNumber(into, info)
  const often = ends[0] ?? 0
  if (freqOf(infos[0] ?? 0) === MOST_OFTEN) pushNumber(into, often - MOST_OFTEN)
  let before = 0
  for (let at = 0; at < often; at++) {
    pushNumber(into, (places[at] ?? 0) - before)
    before = places[at] ?? 0
  }
}

function averageGap(list: PostingList): number {
  const { places, ends, count } = list
  let sum = 0
  for (let at = 0, from = 0; at < count; at++) {
    const end = ends[at] ?? 0
    if (end > from) sum += places[end - 1] ?? 0
    from = end
  }
  return sum / Math.max(1, placesIn(list))
}

function packPlaces({ places, ends, infos, count }: PostingList, low: number): void {
  for (let at = 0, from = 0; at < count; at++) {
    const end = ends[at] ?? 0
    if (freqOf(infos[at] ?? 0) === MOST_OFTEN)
      writeRice(writer, end - from - MOST_OFTEN, LOW_OF_MORE)
    let before = 0
    for (; from < end; from++) {
      writeRice(writer, (places[from] ?? 0) - before, low)
      before = places[from] ?? 0
    }
  }
  endBits(writer)
}

/** Where a packed list ends. */
export function endOfPostings(data: Uint8Array, from: number, count: number): number {
  const reader = { data, at: from }
  if (count > 1) return readNumber(reader) + reader.at
  const info = readNumber(reader) & 1 ? readNumber(reader) : USUAL
  for (let left = oftenIn(reader, info); left > 0; left--) readNumber(reader)
  return reader.at
}

const oftenIn = (reader: ByteReader, info: number): number =>
  freqOf(info) === MOST_OFTEN ? readNumber(reader) + MOST_OFTEN : freqOf(info)

/** Appends a packed list of so many links to another one; without their places, unless they are asked for. */
export function readPostings(
  data: Uint8Array,
  from: number,
  count: number,
  into: PostingList,
  withPlaces: boolean,
): void {
  const reader = { data, at: from }
  const start = into.count
  const before = placesIn(into)
  makeRoom(into, count, 0)
  if (count === 1) {
    readOne(reader, into, before, withPlaces)
    return
  }
  readNumber(reader)
  const low = data[reader.at] ?? 0
  const placesAt = unpackLinks(bitReader(data, reader.at + 1), low >> 4, count, into)
  if (withPlaces) unpackPlaces(bitReader(data, placesAt), low & 0xf, into, start)
  else into.ends.fill(before, start, into.count)
}

/** @returns where they end */
function unpackLinks(reader: BitReader, low: number, count: number, into: PostingList): number {
  const { docs, infos } = into
  let at = into.count
  let before = -1
  for (const end = at + count; at < end; at++) {
    before += readRice(reader, low) + 1
    docs[at] = before
    infos[at] = readInfo(reader)
  }
  into.count = at
  return endOfBits(reader)
}

function readOne(reader: ByteReader, into: PostingList, start: number, withPlaces: boolean): void {
  const packed = readNumber(reader)
  into.docs[into.count] = packed >>> 1
  into.infos[into.count] = packed & 1 ? readNumber(reader) : USUAL
  into.ends[into.count++] = start
  if (withPlaces) readPlacesOfOne(reader, into, start)
}

function readPlacesOfOne(reader: ByteReader, into: PostingList, start: number): void {
  const often = oftenIn(reader, into.infos[into.count - 1] ?? 0)
  makeRoom(into, 0, often)
  let place = 0
  for (let at = start; at < start + often; at++) {
    place += readNumber(reader)
    into.places[at] = place
  }
  into.ends[into.count - 1] = start + often
}

function unpackPlaces(reader: BitReader, low: number, into: PostingList, start: number): void {
  const { infos, ends } = into
  let end = ends[start - 1] ?? 0
  growPlaces(into, end + placesAtLeast(into, start))
  let { places } = into
  for (let at = start; at < into.count; at++) {
    let often = freqOf(infos[at] ?? 0)
    if (often === MOST_OFTEN) often += readRice(reader, LOW_OF_MORE)
    if (end + often > places.length) {
      growPlaces(into, end + often)
      places = into.places
    }
    // Most are one: then the way there takes longer than to read it.
    if (often === 1) places[end] = readRice(reader, low)
    else readSums(reader, low, places, end, end + often)
    end += often
    ends[at] = end
  }
}

/** What is more often in a link says later how often. */
function placesAtLeast({ infos, count }: PostingList, start: number): number {
  let sum = 0
  for (let at = start; at < count; at++) sum += freqOf(infos[at] ?? 0)
  return sum
}
