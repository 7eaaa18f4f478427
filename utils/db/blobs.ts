import type { StoredBlob } from '../model/snapshot.ts'
import { gunzip, gzip, sha256 } from '../shared/bytes.ts'

/** Types whose bytes are compressed already; gzip would only cost time. */
const COMPRESSED =
  /^(?:image\/(?!svg|bmp|x-icon|vnd\.microsoft)|video\/|audio\/|font\/woff|application\/(?:font-woff|zip|gzip|pdf))/

/** Bodies under 1 MB are stored as ArrayBuffer, which IndexedDB reads back faster; larger as Blob. */
const INLINE_LIMIT = 1024 * 1024

/** A body made ready to store. Call it before a transaction opens: awaiting a stream commits it. */
export async function encodeBody(raw: ArrayBuffer, type: string): Promise<StoredBlob> {
  const hash = await sha256(raw)
  const packed =
    COMPRESSED.test(type) || raw.byteLength < 150 ? raw : await gzip(new Uint8Array(raw))
  const smaller = packed.byteLength < raw.byteLength
  const bytes = smaller ? packed : raw
  return {
    hash,
    type,
    encoding: smaller ? 'gzip' : 'identity',
    body: bytes.byteLength < INLINE_LIMIT ? bytes : new Blob([bytes]),
    bytes: raw.byteLength,
    stored: bytes.byteLength,
  }
}

/** The raw bytes of a stored body, typed as they were kept. */
export async function decodeBody(row: StoredBlob): Promise<Blob> {
  if (row.encoding === 'identity') return new Blob([row.body], { type: row.type })
  const packed = row.body instanceof Blob ? await row.body.arrayBuffer() : row.body
  return new Blob([await gunzip(new Uint8Array(packed))], { type: row.type })
}
