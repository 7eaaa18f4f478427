import { type ByteList, byteList, pushByte } from './bytes.ts'

/** Numbers packed bit by bit, small ones in few bits (Rice's code). */
export interface BitWriter {
  bytes: ByteList
  held: number
  bits: number
}

/** The low bits of a number that are written as they are; the rest is counted. */
const MOST_LOW = 15
/** More of the rest than this: the whole number follows instead. */
const MOST_HIGH = 20
const WHOLE = 24

export const bitWriter = (): BitWriter => ({ bytes: byteList(), held: 0, bits: 0 })

/** @param width up to 24 */
export function writeBits(writer: BitWriter, value: number, width: number): void {
  writer.held = (writer.held << width) | value
  writer.bits += width
  while (writer.bits >= 8) {
    writer.bits -= 8
    pushByte(writer.bytes, (writer.held >>> writer.bits) & 0xff)
  }
}

export function resetBits(writer: BitWriter): void {
  writer.bytes.length = 0
  writer.held = 0
  writer.bits = 0
}

/** Fills the last byte. */
export function endBits(writer: BitWriter): void {
  if (writer.bits > 0) writeBits(writer, 0, 8 - writer.bits)
}

export function writeRice(writer: BitWriter, value: number, low: number): void {
  const high = value >>> low
  if (high >= MOST_HIGH) {
    writeBits(writer, (1 << MOST_HIGH) - 1, MOST_HIGH)
    writeBits(writer, Math.min(value, 2 ** WHOLE - 1), WHOLE)
    return
  }
  writeBits(writer, ((1 << high) - 1) << 1, high + 1)
  writeBits(writer, value & ((1 << low) - 1), low)
}

/** How many low bits suit numbers of this average. */
export const lowBitsFor = (average: number): number =>
  Math.min(MOST_LOW, Math.max(0, Math.round(Math.log2(average * 0.69 + 0.01))))

export interface BitReader {
  data: Uint8Array
  at: number
  held: number
  bits: number
}

export const bitReader = (data: Uint8Array, at: number): BitReader => ({
  data,
  at,
  held: 0,
  bits: 0,
})

/** Where the byte behind those that were read from is. */
export const endOfBits = (reader: BitReader): number => reader.at - (reader.bits >>> 3)

/** Takes in as many bytes as there is room for; behind the end there are zeros. */
function fill(reader: BitReader): void {
  while (reader.bits <= 24) {
    reader.held = (reader.held << 8) | (reader.data[reader.at++] ?? 0)
    reader.bits += 8
  }
}

/** @param width up to 24 */
export function readBits(reader: BitReader, width: number): number {
  if (reader.bits < width) fill(reader)
  reader.bits -= width
  return (reader.held >>> reader.bits) & ((1 << width) - 1)
}

/**
 * Reads so many numbers, each of them added to the one before. What a common word of a phrase takes: tens of thousands at
 * once, so that what is read from is at hand.
 */
export function readSums(
  reader: BitReader,
  low: number,
  into: Uint32Array,
  from: number,
  to: number,
): void {
  const { data } = reader
  let at = reader.at
  let held = reader.held
  let bits = reader.bits
  const mask = (1 << low) - 1
  let sum = 0
  for (let place = from; place < to; place++) {
    // Two bytes for two numbers, mostly: whether one more is wanted cannot be foreseen, and to be wrong takes its time.
    if (bits < 16) {
      held = (held << 16) | ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0)
      at += 2
      bits += 16
    }
    const high = Math.clz32(~(held << (32 - bits)))
    // With the end of what is counted, as many bits as are held for sure.
    if (high + low + 1 > 16) {
      reader.at = at
      reader.held = held
      reader.bits = bits
      sum += readRice(reader, low)
      at = reader.at
      held = reader.held
      bits = reader.bits
    } else {
      bits -= high + 1 + low
      sum += (high << low) | ((held >>> bits) & mask)
    }
    into[place] = sum
  }
  reader.at = at
  reader.held = held
  reader.bits = bits
}

export function readRice(reader: BitReader, low: number): number {
  if (reader.bits <= MOST_HIGH) fill(reader)
  const high = Math.clz32(~(reader.held << (32 - reader.bits)))
  if (high >= MOST_HIGH) {
    reader.bits -= MOST_HIGH
    return readBits(reader, WHOLE)
  }
  reader.bits -= high + 1
  return (high << low) | readBits(reader, low)
}
