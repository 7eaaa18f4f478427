import { LinkshotError } from '../../model/error.ts'

/** Reads bytes of a file; they are the reader's own until it is called again. */
export type Read = (offset: number, length: number) => Promise<DataView<ArrayBuffer>>

/** Entries are read one after the other and most are small: asking for each alone takes ten times as long. */
const WINDOW = 1024 * 1024

/**
 * Looks at a file through a window that is moved where something is wanted.
 * @throws LinkshotError 'zip-damaged' where the file ends early, was changed or was taken away
 */
export function windowOn(file: Blob): Read {
  let start = 0
  let bytes = new ArrayBuffer(0)
  return async (offset, length) => {
    if (offset + length > file.size) throw new LinkshotError('zip-damaged', 'too short')
    if (offset < start || offset + length > start + bytes.byteLength) {
      bytes = await readBytes(file, offset, Math.max(length, WINDOW))
      start = offset
    }
    return new DataView(bytes, offset - start, length)
  }
}

async function readBytes(file: Blob, offset: number, length: number): Promise<ArrayBuffer> {
  try {
    return await file.slice(offset, offset + length).arrayBuffer()
  } catch (error) {
    throw new LinkshotError('zip-damaged', String(error))
  }
}
