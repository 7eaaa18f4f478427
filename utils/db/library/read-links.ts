import type { Link } from '../../model/link.ts'
import { bodiesOf, type Snapshot, thumbNameOf } from '../../model/snapshot.ts'
import { ancestorsOf } from '../../model/tag-tree.ts'
import { db } from '../database.ts'
import { type Wanted, wantedBy } from './at-rest.ts'
import { type Chunk, chunkWriter, type LibraryRows } from './chunks.ts'
import type { BodyTable, LineTable } from './row-shapes.ts'

/** As many links, and as many versions, as are read at once. */
const LINKS = 500
const VERSIONS = 100

type Keys = Record<BodyTable, Set<string>>

interface Reading {
  chunks: Chunk[]
  keys: Keys
  wanted: Wanted
  signal: AbortSignal
  strange: number
}

/**
 * Reads some links with their versions, tags and jobs, as an export holds them. What is kept of them meanwhile may be
 * in it or not.
 * @throws the signal's reason once it is aborted
 */
export async function readLinks(
  linkIds: readonly number[],
  signal: AbortSignal,
): Promise<LibraryRows> {
  const ids = [...new Set(linkIds)].sort((a, b) => a - b)
  const keys: Keys = { texts: new Set(), thumbs: new Set(), blobs: new Set() }
  const wanted = wantedBy(await db.jobs.where('kind').equals('resources').toArray())
  const reading: Reading = { chunks: [], keys, wanted, signal, strange: 0 }
  await readTags(ids, reading)
  await readRowsOf('links', pagesOf(ids, LINKS), reading, (page) => db.links.bulkGet(page), ofLink)
  const uids = await versionsOf(ids, signal)
  const read = (page: string[]) => db.snapshots.bulkGet(page)
  await readRowsOf('snapshots', pagesOf(uids, VERSIONS), reading, read, ofVersion)
  const jobs = (page: number[]) => db.jobs.where('linkId').anyOf(page).sortBy('id')
  await readRowsOf('jobs', [ids], reading, jobs, () => undefined)
  const { chunks, strange } = reading
  const sorted = (table: BodyTable) => [...keys[table]].filter(Boolean).sort()
  return {
    schema: db.verno,
    chunks,
    strange,
    keys: { texts: sorted('texts'), thumbs: sorted('thumbs'), blobs: sorted('blobs') },
  }
}

const ofLink = ({ icon }: Link, { blobs }: Keys): void => void blobs.add(icon)

function ofVersion(row: Snapshot, { blobs, texts, thumbs }: Keys): void {
  for (const hash of bodiesOf(row)) blobs.add(hash)
  texts.add(row.text)
  thumbs.add(thumbNameOf(row))
}

function* pagesOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

async function readRowsOf<K, T extends object>(
  table: LineTable,
  pages: Iterable<K[]>,
  reading: Reading,
  read: (page: K[]) => PromiseLike<(T | undefined)[]>,
  use: (row: T, keys: Keys) => void,
): Promise<void> {
  const { add, finish } = chunkWriter(table, reading.wanted, reading.chunks)
  for (const page of pages) {
    reading.signal.throwIfAborted()
    for (const row of await read(page)) {
      if (row === undefined) continue
      add(row)
      use(row, reading.keys)
    }
  }
  reading.strange += finish()
}

/** The tags that the links hold, with those above them. */
async function readTags(ids: readonly number[], reading: Reading): Promise<void> {
  const held = new Set<number>()
  for (const page of pagesOf(ids, LINKS)) {
    for (const link of await db.links.bulkGet(page)) for (const id of link?.tags ?? []) held.add(id)
  }
  const tags = await db.tags.orderBy('id').toArray()
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  for (const tag of tags.filter(({ id }) => held.has(id))) {
    for (const { id } of ancestorsOf(tag, byId)) held.add(id)
  }
  const rows = tags.filter(({ id }) => held.has(id))
  await readRowsOf(
    'tags',
    [rows],
    reading,
    async (page) => page,
    () => undefined,
  )
}

/** In the order of their keys, as an export lists them. */
async function versionsOf(ids: readonly number[], signal: AbortSignal): Promise<string[]> {
  const uids: string[] = []
  for (const page of pagesOf(ids, LINKS)) {
    signal.throwIfAborted()
    const ranges = page.map((id): [number[], number[]] => [
      [id, -Infinity],
      [id, Infinity],
    ])
    uids.push(...(await db.snapshots.where('[linkId+capturedAt]').inAnyRange(ranges).primaryKeys()))
  }
  return uids.sort()
}
