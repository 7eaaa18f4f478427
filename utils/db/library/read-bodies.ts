import type { StoredBlob } from '../../model/snapshot.ts'
import { gunzip, sha256 } from '../../shared/bytes.ts'
import { decodeBody } from '../blobs.ts'
import { db, type TextRow, type ThumbRow } from '../database.ts'
import { type BodyLine, isThumbName, type TextLine, type ThumbLine } from './row-shapes.ts'

/** Bodies read at once; each is under 1 MB or a Blob that is not in memory. */
const PAGE = 16

async function* rowsByKey<T>(table: 'blobs' | 'texts' | 'thumbs', keys: string[]) {
  for (let at = 0; at < keys.length; at += PAGE) {
    const page = keys.slice(at, at + PAGE)
    const rows = (await db.table(table).bulkGet(page)) as (T | undefined)[]
    // What was removed meanwhile was garbage.
    for (const row of rows) if (row !== undefined) yield row
  }
}

/** A row that holds bytes: its fields as they are exported, and the bytes as they are stored. */
export type Bodied<T> = { line: T; bytes: ArrayBuffer } | { damaged: string }

/** Stored bodies in the order of their hashes; one whose content is not what its hash says is damaged. */
export async function* readBlobs(keys: string[]): AsyncGenerator<Bodied<Omit<BodyLine, 'file'>>> {
  for await (const row of rowsByKey<StoredBlob>('blobs', keys)) {
    const bytes = await intactBody(row).catch(() => undefined)
    const { hash, type, encoding, bytes: length, stored } = row
    if (bytes) yield { line: { hash, type, encoding, bytes: length, stored }, bytes }
    else yield { damaged: hash }
  }
}

async function intactBody(row: StoredBlob): Promise<ArrayBuffer | undefined> {
  const bytes = row.body instanceof Blob ? await row.body.arrayBuffer() : row.body
  const raw =
    row.encoding === 'identity'
      ? bytes
      : await (await decodeBody({ ...row, body: bytes })).arrayBuffer()
  const sizes = raw.byteLength === row.bytes && bytes.byteLength === row.stored
  return sizes && (await sha256(raw)) === row.hash ? bytes : undefined
}

export async function* readTexts(keys: string[]): AsyncGenerator<TextLine | { damaged: string }> {
  for await (const { hash, body, length } of rowsByKey<TextRow>('texts', keys)) {
    const text = await intactText(hash, body).catch(() => undefined)
    yield text === undefined ? { damaged: hash } : { hash, length, text }
  }
}

async function intactText(hash: string, body: ArrayBuffer): Promise<string | undefined> {
  const raw = await gunzip(new Uint8Array(body))
  if ((await sha256(raw)) !== hash) return undefined
  // A byte order mark is a part of the text.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
}

/** Anything else could be a document. */
const PICTURE = /^image\/(?:jpeg|png|webp)$/

export async function* readThumbs(keys: string[]): AsyncGenerator<Bodied<Omit<ThumbLine, 'file'>>> {
  for await (const { snapshot, picture } of rowsByKey<ThumbRow>('thumbs', keys)) {
    const bytes = await picture.arrayBuffer().catch(() => undefined)
    const content = bytes ? await sha256(bytes) : ''
    const type = PICTURE.test(picture.type) ? picture.type : 'image/jpeg'
    if (bytes && isThumbName(snapshot, content)) yield { line: { snapshot, type, content }, bytes }
    else yield { damaged: snapshot }
  }
}
