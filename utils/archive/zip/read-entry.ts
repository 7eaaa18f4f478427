import { LinkshotError } from '../../model/error.ts'
import { crc32 } from '../../shared/crc32.ts'
import { inflate } from './inflate.ts'
import { type Entry, unsafe } from './read-directory.ts'
import type { Read } from './window.ts'

const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_LENGTH = 30

/**
 * The content of an entry, checked against its size and checksum; it may be a view of more, so whoever keeps
 * it takes a copy.
 * @param limit bytes it may unpack to
 * @throws LinkshotError 'zip-too-large', 'zip-damaged' or 'zip-unsafe'
 */
export async function readEntry(
  read: Read,
  entry: Entry,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (entry.size > limit) throw new LinkshotError('zip-too-large', entry.name)
  const start = await findContent(read, entry)
  const view = await read(start, entry.packed)
  const packed = new Uint8Array(view.buffer, view.byteOffset, entry.packed)
  const bytes = entry.method === 0 ? packed : await inflate(packed, entry.size, 'deflate-raw')
  if (crc32(bytes) !== entry.crc) throw new LinkshotError('zip-damaged', `checksum ${entry.name}`)
  return bytes
}

/** Where the content begins: the entry has a head of its own, which has to agree with the directory. */
async function findContent(read: Read, entry: Entry): Promise<number> {
  const nameLength = entry.rawName.length
  const view = await read(entry.offset, LOCAL_LENGTH + nameLength)
  if (view.getUint32(0, true) !== LOCAL_SIGNATURE) throw new LinkshotError('zip-damaged', 'entry')
  const name = new Uint8Array(view.buffer, view.byteOffset + LOCAL_LENGTH, nameLength)
  const agrees =
    view.getUint16(26, true) === nameLength &&
    view.getUint16(8, true) === entry.method &&
    (view.getUint16(6, true) & 1) === 0 &&
    name.every((byte, index) => byte === entry.rawName[index])
  if (!agrees) throw unsafe('entry and directory differ')
  const start = entry.offset + LOCAL_LENGTH + nameLength + view.getUint16(28, true)
  if (start + entry.packed > entry.end) throw unsafe('entries overlap')
  return start
}
