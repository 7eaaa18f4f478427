import { canonicalJson } from '../../db/library/canonical-json.ts'
import { createDigest, type Digest } from '../../db/library/digest.ts'
import {
  type BodyLine,
  type BodyTable,
  isThumbName,
  LINE_TABLES,
  MAX_BODY,
} from '../../db/library/row-shapes.ts'
import { textDigestLine } from '../../db/library/text-digest-line.ts'
import { LinkshotError } from '../../model/error.ts'
import { bodiesOf } from '../../model/snapshot.ts'
import { sha256 } from '../../shared/bytes.ts'
import { inflate } from './inflate.ts'
import type { Archive } from './open-archive.ts'
import { readLines } from './read-lines.ts'

const MAX_THUMB = 8 * 1024 * 1024

/**
 * Checks all of an export without writing anything: every row, every body against its hash, every
 * reference to a body, and the whole against its digest.
 * @param step called before each body with what it is; throws to cancel
 * @returns the keys of all bodies
 * @throws LinkshotError with one of the reasons that begin with 'zip-'
 */
export async function verifyArchive(
  archive: Archive,
  step: () => void,
): Promise<Record<BodyTable, string[]>> {
  const digest = createDigest()
  const needed = await verifyRows(archive, digest)
  const texts = await verifyTexts(archive, digest, step)
  const thumbs = await verifyThumbs(archive, digest, step)
  const blobs = await verifyBlobs(archive, digest, step)
  for (const hash of blobs) needed.delete(hash)
  for (const hash of archive.manifest.lost) needed.delete(hash)
  const [missing] = needed
  if (missing) throw new LinkshotError('zip-damaged', `body ${missing} is missing`)
  if ((await digest.value()) !== archive.manifest.digest)
    throw new LinkshotError('zip-hash', 'digest')
  return { texts, thumbs, blobs }
}

/** @returns hashes of the bodies that rows name */
async function verifyRows(archive: Archive, digest: Digest): Promise<Set<string>> {
  const needed = new Set<string>()
  for (const table of LINE_TABLES)
    for await (const page of readLines(archive, table))
      for (const row of page) {
        await digest.add(table, canonicalJson(row))
        if ('frames' in row) for (const hash of bodiesOf(row)) needed.add(hash)
        else if ('icon' in row) needed.add(row.icon)
      }
  needed.delete('')
  return needed
}

type Verify = (archive: Archive, digest: Digest, step: () => void) => Promise<string[]>

const verifyTexts: Verify = async (archive, digest, step) => {
  const hashes: string[] = []
  for await (const page of readLines(archive, 'texts'))
    for (const line of page) {
      step()
      const bytes = new TextEncoder().encode(line.text)
      if ((await sha256(bytes)) !== line.hash) throw new LinkshotError('zip-hash', line.hash)
      await digest.add('texts', textDigestLine(line))
      hashes.push(line.hash)
    }
  return hashes
}

const verifyThumbs: Verify = async (archive, digest, step) => {
  const snapshots: string[] = []
  for await (const page of readLines(archive, 'thumbs'))
    for (const { file, ...line } of page) {
      step()
      const bytes = await archive.read(file, MAX_THUMB)
      const same = (await sha256(bytes)) === line.content
      if (!same || !isThumbName(line.snapshot, line.content))
        throw new LinkshotError('zip-hash', file)
      await digest.add('thumbs', canonicalJson(line))
      snapshots.push(line.snapshot)
    }
  return snapshots
}

const verifyBlobs: Verify = async (archive, digest, step) => {
  const hashes: string[] = []
  for await (const page of readLines(archive, 'blobs'))
    for (const { file, ...line } of page) {
      step()
      await verifyBlob(archive, { file, ...line })
      await digest.add('blobs', canonicalJson(line))
      hashes.push(line.hash)
    }
  return hashes
}

async function verifyBlob(archive: Archive, line: BodyLine): Promise<void> {
  const stored = await archive.read(line.file, MAX_BODY)
  const raw = line.encoding === 'gzip' ? await inflate(stored, line.bytes, 'gzip') : stored
  const sizes = stored.length === line.stored && raw.length === line.bytes
  if (!sizes || (await sha256(raw)) !== line.hash) throw new LinkshotError('zip-hash', line.file)
}
