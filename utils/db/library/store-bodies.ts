import { gzip } from '../../shared/bytes.ts'
import { db, type ThumbRow } from '../database.ts'
import { putBodies } from '../save-capture.ts'
import type { BodyLine, BodyTable, TextLine } from './row-shapes.ts'

/** Those of some keys that are not in a table. */
export async function missingKeys(table: BodyTable, keys: string[]): Promise<string[]> {
  const rows = db.table(table)
  const known = new Set(await rows.where(':id').anyOf(keys).primaryKeys())
  return keys.filter((key) => !known.has(key))
}

/** Larger ones are stored as Blobs, which are only read when they are asked for. */
const INLINE_LIMIT = 1024 * 1024

/** Stores bodies as they were exported. They are garbage until rows that name them follow. */
export async function storeBodies(
  bodies: { line: BodyLine; bytes: Uint8Array<ArrayBuffer> }[],
): Promise<void> {
  const rows = bodies.map(({ line: { file: _file, ...line }, bytes }) => ({
    ...line,
    body: bytes.byteLength < INLINE_LIMIT ? ownBuffer(bytes) : new Blob([bytes]),
  }))
  // Async, or Dexie would not see what is awaited inside and commit too early.
  await db.transaction('rw', db.blobs, db.settings, async () => putBodies(rows))
}

/** A view would store its whole buffer. */
const ownBuffer = (bytes: Uint8Array<ArrayBuffer>): ArrayBuffer =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer

/** Stores texts that are not there. */
export async function storeTexts(lines: TextLine[]): Promise<void> {
  const wanted = new Set(
    await missingKeys(
      'texts',
      lines.map(({ hash }) => hash),
    ),
  )
  const rows = await Promise.all(
    lines
      .filter(({ hash }) => wanted.has(hash))
      .map(async ({ hash, length, text }) => {
        const body = await gzip(new TextEncoder().encode(text))
        return { hash, body, length }
      }),
  )
  await db.texts.bulkPut(rows)
}

/** Stores small pictures of snapshots that have none. */
export async function storeThumbs(rows: ThumbRow[]): Promise<void> {
  const uids = rows.map(({ snapshot }) => snapshot)
  const wanted = new Set(await missingKeys('thumbs', uids))
  await db.thumbs.bulkPut(rows.filter(({ snapshot }) => wanted.has(snapshot)))
}
