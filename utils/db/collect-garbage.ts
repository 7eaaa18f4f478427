import type { RowChange } from '../model/act.ts'
import type { Link } from '../model/link.ts'
import { bodiesOf, type Snapshot, thumbNameOf } from '../model/snapshot.ts'
import { db } from './database.ts'

const DAYS_OF_UNDO = 30
const DAY = 24 * 60 * 60 * 1000

/** Keys of rows nobody was found to refer to so far. */
interface Unused {
  blobs: Set<string>
  texts: Set<string>
  thumbs: Set<string>
}

/**
 * Ends undo for everything done so far and removes what only undo needed.
 * @returns bytes that came back
 */
export async function freeSpace(): Promise<{ bytes: number }> {
  return db.transaction('rw', db.tables, async () => {
    await db.journal.clear()
    return { bytes: (await removeUnused()).bytes }
  })
}

/**
 * Ends undo for acts older than 30 days, then removes bodies, texts and pictures that no snapshot and no
 * act that can still be undone refers to. One transaction, so a body being stored can't be lost to it.
 * Holds the keys of these three tables in memory, and one snapshot or act at a time.
 * @returns number of bodies removed
 */
export async function collectGarbage(now = Date.now()): Promise<number> {
  return db.transaction('rw', db.tables, async () => {
    await db.journal
      .where('at')
      .below(now - DAYS_OF_UNDO * DAY)
      .delete()
    return (await removeUnused()).bodies
  })
}

async function removeUnused(): Promise<{ bodies: number; bytes: number }> {
  const unused: Unused = {
    blobs: new Set(await db.blobs.toCollection().primaryKeys()),
    texts: new Set(await db.texts.toCollection().primaryKeys()),
    thumbs: new Set(await db.thumbs.toCollection().primaryKeys()),
  }
  await db.snapshots.each((row) => useSnapshot(row, unused))
  await db.links.each(({ icon }) => void unused.blobs.delete(icon))
  await db.journal.each(({ changes, undone }) => {
    if (undone === 0) for (const change of changes) useBefore(change, unused)
  })
  const bytes = await bytesOf(unused)
  await db.texts.bulkDelete([...unused.texts])
  await db.thumbs.bulkDelete([...unused.thumbs])
  await db.blobs.bulkDelete([...unused.blobs])
  return { bodies: unused.blobs.size, bytes }
}

/** Stored bytes of rows, one in memory at a time. */
async function bytesOf({ blobs, texts, thumbs }: Unused): Promise<number> {
  let bytes = 0
  for (const hash of blobs) bytes += (await db.blobs.get(hash))?.stored ?? 0
  for (const hash of texts) bytes += (await db.texts.get(hash))?.body.byteLength ?? 0
  for (const uid of thumbs) bytes += (await db.thumbs.get(uid))?.picture.size ?? 0
  return bytes
}

/** What undo would put back needs its bodies. */
function useBefore({ table, before }: RowChange, unused: Unused): void {
  if (before === undefined) return
  // Only what was removed is held whole; of what was changed the row itself is still there.
  if (table === 'snapshots' && 'frames' in (before as object))
    useSnapshot(before as Snapshot, unused)
  if (table === 'links') unused.blobs.delete((before as Partial<Link>).icon ?? '')
}

function useSnapshot(row: Snapshot, { blobs, texts, thumbs }: Unused): void {
  thumbs.delete(thumbNameOf(row))
  texts.delete(row.text)
  for (const hash of bodiesOf(row)) blobs.delete(hash)
}
