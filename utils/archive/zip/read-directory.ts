import { LinkshotError } from '../../model/error.ts'
import { checkName, decodeName } from './entry-name.ts'
import type { Read } from './window.ts'

/** One entry as the central directory describes it. */
export interface Entry {
  name: string
  /** The name's bytes, which the entry itself repeats. */
  rawName: Uint8Array
  method: 0 | 8
  crc: number
  packed: number
  size: number
  offset: number
  /** Where the next entry or the directory begins: nothing of this one may lie beyond. */
  end: number
}

const END_SIGNATURE = 0x06054b50
const RECORD_SIGNATURE = 0x02014b50
const END_LENGTH = 22
const RECORD_LENGTH = 46
const LOCAL_LENGTH = 30
const MAX_COMMENT = 0xffff

/** 65,535 entries with names of 1,000 bytes. */
const MAX_DIRECTORY = 70_000_000

/** Encrypted, strongly encrypted, masked headers, patches: nothing an export has. */
const FORBIDDEN_FLAGS = 0x0001 | 0x0020 | 0x0040 | 0x2000

const damaged = (what: string) => new LinkshotError('zip-damaged', what)
export const unsafe = (what: string) => new LinkshotError('zip-unsafe', what)

/**
 * The entries of a ZIP of some size by name, from its directory alone; contents are not read.
 * @throws LinkshotError 'zip-foreign' where it is no ZIP, 'zip-damaged', 'zip-unsafe' or 'zip-too-large'
 */
export async function readDirectory(read: Read, size: number): Promise<Map<string, Entry>> {
  const end = await findEnd(read, size)
  const view = await read(end.offset, end.size)
  const entries: Entry[] = []
  let at = 0
  while (at < view.byteLength) {
    const { entry, length } = readRecord(view, at)
    entries.push(entry)
    at += length
  }
  if (entries.length !== end.count) throw damaged('number of entries')
  return byName(withEnds(entries, end.offset))
}

interface End {
  count: number
  size: number
  offset: number
}

async function findEnd(read: Read, size: number): Promise<End> {
  const start = Math.max(0, size - END_LENGTH - MAX_COMMENT)
  const view = await read(start, size - start)
  for (let at = view.byteLength - END_LENGTH; at >= 0; at--) {
    const isEnd = view.getUint32(at, true) === END_SIGNATURE
    if (isEnd && at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength)
      return readEnd(view, at, start + at)
  }
  throw (await beginsLikeZip(read, size))
    ? damaged('no end')
    : new LinkshotError('zip-foreign', 'no ZIP')
}

async function beginsLikeZip(read: Read, size: number): Promise<boolean> {
  return size >= 4 && (await read(0, 4)).getUint16(0) === 0x504b
}

function readEnd(view: DataView, at: number, position: number): End {
  const short = (offset: number) => view.getUint16(at + offset, true)
  const [count, size, offset] = [
    short(10),
    view.getUint32(at + 12, true),
    view.getUint32(at + 16, true),
  ]
  if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) throw unsafe('ZIP64')
  if (short(4) !== 0 || short(6) !== 0 || short(8) !== count) throw unsafe('several disks')
  if (size > MAX_DIRECTORY) throw new LinkshotError('zip-too-large', 'directory')
  if (offset + size !== position) throw damaged('directory is elsewhere')
  return { count, size, offset }
}

function readRecord(view: DataView, at: number): { entry: Entry; length: number } {
  if (at + RECORD_LENGTH > view.byteLength) throw damaged('directory ends early')
  const short = (offset: number) => view.getUint16(at + offset, true)
  const long = (offset: number) => view.getUint32(at + offset, true)
  if (long(0) !== RECORD_SIGNATURE) throw damaged('directory')
  const [flags, method, nameLength] = [short(8), short(10), short(28)]
  const length = RECORD_LENGTH + nameLength + short(30) + short(32)
  if (at + length > view.byteLength) throw damaged('directory ends early')
  if (flags & FORBIDDEN_FLAGS) throw unsafe('encrypted')
  if (method !== 0 && method !== 8) throw unsafe(`method ${method}`)
  const [packed, size, offset] = [long(20), long(24), long(42)]
  if (packed === 0xffffffff || size === 0xffffffff || offset === 0xffffffff) throw unsafe('ZIP64')
  if (short(34) !== 0) throw unsafe('several disks')
  if (method === 0 && packed !== size) throw unsafe('sizes differ')
  const rawName = new Uint8Array(
    view.buffer,
    view.byteOffset + at + RECORD_LENGTH,
    nameLength,
  ).slice()
  const name = checkName(decodeName(rawName))
  return { entry: { name, rawName, method, crc: long(16), packed, size, offset, end: 0 }, length }
}

/** No two entries may share bytes: a small file could claim to hold much more than it does. */
function withEnds(entries: Entry[], directory: number): Entry[] {
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset)
  for (const [index, entry] of inOrder.entries()) {
    entry.end = inOrder[index + 1]?.offset ?? directory
    const least = LOCAL_LENGTH + entry.rawName.length + entry.packed
    if (entry.offset + least > entry.end) throw unsafe('entries overlap')
  }
  return inOrder
}

function byName(entries: Entry[]): Map<string, Entry> {
  const found = new Map(entries.map((entry) => [entry.name, entry]))
  if (found.size !== entries.length) throw unsafe('a name twice')
  return found
}
