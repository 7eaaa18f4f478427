import { deflate, inflate, joinBytes } from '../shared/bytes.ts'
import { crc32 } from '../shared/crc32.ts'

/** Pixels of a capture's drawings; more are stored as the browser wrote them: packing them would be waited for. */
const MOST_PIXELS = 4_000_000
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const RGBA = 6
const BYTES_PER_PIXEL = 4

interface Png {
  width: number
  height: number
  /** Filtered lines, packed by zlib. */
  data: Uint8Array<ArrayBuffer>
}

/**
 * The same pixels in fewer bytes: browsers write drawings in a hurry, with one filter for all lines and little
 * packing. Charts lose a third to a half of it without any filter. Given back as it is where that gains nothing, and
 * whatever is no PNG as canvases of browsers make it (8-bit RGBA, not interlaced, no other chunks).
 * Format: ISO/IEC 15948.
 */
async function packed(bytes: Uint8Array<ArrayBuffer>, png: Png): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, data } = png
  const lines = await inflate(data, (width * BYTES_PER_PIXEL + 1) * height)
  if (!lines || !unfilter(lines, png)) return bytes
  const written = writePng(bytes, new Uint8Array(await deflate(lines)))
  return written.length < bytes.length ? written : bytes
}

/** Packs one drawing of a capture. */
export type Packing = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>

/** Packs the drawings of one capture one after the other, as far as its pixels go. */
export function createPacking(most = MOST_PIXELS): Packing {
  let left = most
  let last: Promise<unknown> = Promise.resolve()
  return async (bytes) => {
    const png = readPng(bytes)
    const pixels = png ? png.width * png.height : 0
    if (!png || pixels === 0 || pixels > left) return bytes
    left -= pixels
    const mine = last.then(() => packed(bytes, png))
    last = mine.catch(() => undefined)
    return mine.catch(() => bytes)
  }
}

/** Length of a chunk without its data: length, name, checksum. */
const FRAME = 12
/** Where the data chunks begin: behind the signature and the header. */
const DATA_AT = 8 + FRAME + 13

function readPng(bytes: Uint8Array<ArrayBuffer>): Png | undefined {
  if (bytes.length < DATA_AT || SIGNATURE.some((byte, at) => bytes[at] !== byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  // Bit depth, colour type, compression, filter, interlace.
  const kind = [8, RGBA, 0, 0, 0]
  if (kind.some((value, at) => bytes[24 + at] !== value)) return undefined
  const parts: Uint8Array[] = []
  for (let at = DATA_AT; at + FRAME <= bytes.length; ) {
    const length = view.getUint32(at)
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (name === 'IEND') return { width, height, data: joinBytes(parts) }
    if (name !== 'IDAT') return undefined
    parts.push(bytes.subarray(at + 8, at + 8 + length))
    at += FRAME + length
  }
  return undefined
}

/** Gives all lines the filter 0, which is none; false where one has a filter that nobody knows. */
function unfilter(lines: Uint8Array<ArrayBuffer>, { width, height }: Png): boolean {
  const size = width * BYTES_PER_PIXEL
  let above = new Uint8Array(size)
  for (let y = 0; y < height; y++) {
    const at = y * (size + 1)
    const line = lines.subarray(at + 1, at + 1 + size)
    const undo = FILTERS[lines[at] ?? 0]
    if (!undo) return false
    undo(line, above)
    lines[at] = 0
    above = line
  }
  return true
}

type Undo = (line: Uint8Array, above: Uint8Array) => void

/** Each byte is the difference to what its neighbours foretell: left, above, and left of above. */
const foretold =
  (predict: (left: number, up: number, corner: number) => number): Undo =>
  (line, above) => {
    for (let at = 0; at < line.length; at++) {
      const before = at - BYTES_PER_PIXEL
      const left = before < 0 ? 0 : (line[before] ?? 0)
      const corner = before < 0 ? 0 : (above[before] ?? 0)
      line[at] = (line[at] ?? 0) + predict(left, above[at] ?? 0, corner)
    }
  }

/** Undo the filters 0 to 4 of a line in place. */
const FILTERS: Undo[] = [
  () => undefined,
  foretold((left) => left),
  foretold((_, up) => up),
  foretold((left, up) => (left + up) >> 1),
  foretold(paeth),
]

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

/** The file's head, one chunk of data, and the end. */
function writePng(
  bytes: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  return joinBytes([
    bytes.subarray(0, DATA_AT),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ])
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(FRAME + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  for (let at = 0; at < 4; at++) bytes[4 + at] = name.charCodeAt(at)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}
