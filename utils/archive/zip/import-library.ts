import type { ThumbRow } from '../../db/database.ts'
import { findTwins } from '../../db/library/find-twins.ts'
import { type Imported, importRows, schemaVersion } from '../../db/library/import-rows.ts'
import type { ImportSource } from '../../db/library/import-source.ts'
import { type BodyLine, type LineTable, MAX_BODY } from '../../db/library/row-shapes.ts'
import { missingKeys, storeBodies, storeTexts, storeThumbs } from '../../db/library/store-bodies.ts'
import { LinkshotError } from '../../model/error.ts'
import { type Archive, openArchive } from './open-archive.ts'
import type { Progress } from './progress.ts'
import { readLines } from './read-lines.ts'
import { verifyArchive } from './verify-archive.ts'

export interface ImportOptions {
  signal: AbortSignal
  progress: (progress: Progress) => void
}

/** Bodies written at once, so that a thousand small ones are a few transactions. */
const BATCH_BYTES = 4 * 1024 * 1024
const BATCH_ROWS = 200

/**
 * Takes an export into the library: first everything is checked and nothing written; then the bodies,
 * which nothing refers to yet; then all rows in one transaction. Whenever it ends early the library is
 * as it was, but for bodies that are collected as garbage.
 * @throws LinkshotError, or the signal's reason
 */
export async function importLibrary(
  files: readonly Blob[],
  { signal, progress }: ImportOptions,
): Promise<Imported> {
  const archive = await openArchive(files)
  const { schema, tables } = archive.manifest
  if (schema > (await schemaVersion())) throw new LinkshotError('zip-newer', `schema ${schema}`)
  const total = tables.texts.rows + tables.thumbs.rows + tables.blobs.rows
  const keys = await verifyArchive(archive, stepper('check', total, { signal, progress }))
  const twins = await findTwins(readLines(archive, 'snapshots'))
  keys.thumbs = keys.thumbs.map((uid) => twins.get(uid) ?? uid)
  for (let tries = 0; tries < 3; tries++) {
    const step = stepper('store', total, { signal, progress })
    await storeTextsOf(archive, step)
    await storeThumbsOf(archive, twins, step)
    await storeBlobsOf(archive, step)
    signal.throwIfAborted()
    const rows = <K extends LineTable>(table: K) => readLines(archive, table)
    const imported = await importRows({ schema, keys, twins, rows } satisfies ImportSource)
    if (imported) return imported
    // Garbage was collected between the bodies and the rows: once more.
  }
  throw new LinkshotError('unknown', 'bodies keep vanishing')
}

async function storeTextsOf(archive: Archive, step: () => void): Promise<void> {
  for await (const page of readLines(archive, 'texts')) {
    for (const _ of page) step()
    await storeTexts(page)
  }
}

async function storeThumbsOf(
  archive: Archive,
  twins: ReadonlyMap<string, string>,
  step: () => void,
): Promise<void> {
  for await (const page of readLines(archive, 'thumbs'))
    for (let at = 0; at < page.length; at += BATCH_ROWS) {
      const rows: ThumbRow[] = []
      for (const { snapshot, type, file } of page.slice(at, at + BATCH_ROWS)) {
        step()
        const picture = new Blob([await archive.read(file, MAX_BODY)], { type })
        rows.push({ snapshot: twins.get(snapshot) ?? snapshot, picture })
      }
      await storeThumbs(rows)
    }
}

/** Stores the bodies that are not in the library; their hashes were checked. */
async function storeBlobsOf(archive: Archive, step: () => void): Promise<void> {
  for await (const page of readLines(archive, 'blobs')) {
    const missing = new Set(
      await missingKeys(
        'blobs',
        page.map(({ hash }) => hash),
      ),
    )
    let batch: { line: BodyLine; bytes: Uint8Array<ArrayBuffer> }[] = []
    let size = 0
    const flush = async () => {
      await storeBodies(batch)
      batch = []
      size = 0
    }
    for (const line of page) {
      step()
      if (!missing.has(line.hash)) continue
      batch.push({ line, bytes: await archive.read(line.file, MAX_BODY) })
      size += line.stored
      if (size >= BATCH_BYTES || batch.length >= BATCH_ROWS) await flush()
    }
    await flush()
  }
}

function stepper(
  stage: Progress['stage'],
  total: number,
  { signal, progress }: ImportOptions,
): () => void {
  let done = 0
  return () => {
    signal.throwIfAborted()
    progress({ stage, done: Math.min(done++, total), total })
  }
}
