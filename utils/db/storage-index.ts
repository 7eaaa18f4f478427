import { bodiesOf, type Snapshot } from '../model/snapshot.ts'
import { giveWay } from '../shared/in-slices.ts'
import { db } from './database.ts'

/** A link as the storage page needs it. */
export interface IndexedLink {
  id: number
  title: string
  url: string
  tags: number[]
  inTrash: boolean
  /** The place of its site's icon in `sizes`, -1 for none. */
  icon: number
}

export interface IndexedVersion {
  uid: string
  linkId: number
  capturedAt: number
  /** Something of it is still being fetched. */
  partial: boolean
  /** Places of its bodies in `sizes`. */
  bodies: Uint32Array
}

/** Who refers to which bodies, small enough for memory: answers are worked out from it without the database. */
export interface StorageIndex {
  links: Map<number, IndexedLink>
  /** By link, oldest first. */
  versions: IndexedVersion[]
  /** Stored bytes of each body. */
  sizes: number[]
}

interface Told {
  tell: (share: number) => void
  signal: AbortSignal
  /** How many sizes are read at once. */
  bodies?: number
}

/** So many rows at a time leave the thread and the database to others. */
const BODIES = 5000
const LINKS = 1000
const VERSIONS = 200

/**
 * Reads who refers to which bodies, in slices. Their sizes are in an index, so that no body is read.
 * @throws the signal's reason once it is aborted
 */
export async function readStorageIndex({
  tell,
  signal,
  bodies = BODIES,
}: Told): Promise<StorageIndex> {
  const places = new Map<string, number>()
  const sizes: number[] = []
  await readSizes(places, sizes, bodies, signal)
  tell(0.1)
  const links = await readLinks(places, signal)
  tell(0.2)
  const total = Math.max(1, await db.snapshots.count())
  const versions: IndexedVersion[] = []
  for (let after = ''; ; ) {
    signal.throwIfAborted()
    const rows = await db.snapshots.where('uid').above(after).limit(VERSIONS).toArray()
    versions.push(...rows.map((row) => versionOf(row, places)))
    tell(0.2 + (0.8 * versions.length) / total)
    const last = rows.at(-1)
    if (!last || rows.length < VERSIONS) break
    after = last.uid
    await giveWay()
  }
  versions.sort((a, b) => a.linkId - b.linkId || a.capturedAt - b.capturedAt)
  return { links, versions, sizes }
}

async function readSizes(
  places: Map<string, number>,
  sizes: number[],
  most: number,
  signal: AbortSignal,
): Promise<void> {
  for (let from = 0, limit = most; ; ) {
    signal.throwIfAborted()
    let [read, last] = [0, from]
    const page = db.blobs.where('stored').aboveOrEqual(from).limit(limit)
    await page.eachKey((stored, { primaryKey }) => {
      read++
      last = Number(stored)
      if (places.has(String(primaryKey))) return
      places.set(String(primaryKey), sizes.length)
      sizes.push(last)
    })
    if (read < limit) return
    // A page of one size only: the next one has to reach beyond it.
    if (last === from) limit *= 2
    from = last
    await giveWay()
  }
}

async function readLinks(
  places: ReadonlyMap<string, number>,
  signal: AbortSignal,
): Promise<Map<number, IndexedLink>> {
  const links = new Map<number, IndexedLink>()
  for (let after = -Infinity; ; ) {
    signal.throwIfAborted()
    const rows = await db.links.where('id').above(after).limit(LINKS).toArray()
    for (const { id, title, url, tags, state, icon } of rows) {
      const inTrash = state === 'trash'
      links.set(id, { id, title, url, tags, inTrash, icon: places.get(icon) ?? -1 })
    }
    const last = rows.at(-1)
    if (!last || rows.length < LINKS) return links
    after = last.id
  }
}

function versionOf(row: Snapshot, places: ReadonlyMap<string, number>): IndexedVersion {
  const { uid, linkId, capturedAt, status } = row
  const found = new Set(bodiesOf(row).flatMap((hash) => places.get(hash) ?? []))
  const bodies = Uint32Array.from(found)
  return { uid, linkId, capturedAt, partial: status === 'partial', bodies }
}
