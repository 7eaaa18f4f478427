import type { Notice, StoredBlob, Tile } from '../model/snapshot.ts'
import { db } from './database.ts'
import { resourcesJob } from './jobs.ts'
import { putBodies } from './save-capture.ts'

/**
 * Notes how far the picture of a whole page has come.
 * @returns false once nobody wants it any more: the capture was undone, the link deleted
 */
export async function notePicture(snapshot: string, done: number, of: number): Promise<boolean> {
  return db.transaction('rw', db.jobs, async () => {
    const job = await resourcesJob(snapshot)
    if (!job?.picture) return false
    await db.jobs.put({ ...job, picture: { done, of }, updatedAt: Date.now() })
    return true
  })
}

export interface WholePicture {
  tiles: Tile[]
  bodies: StoredBlob[]
  notices: Notice[]
}

/** Ends the wait for a picture of the whole page and stores what came of it, all of it or nothing. */
export async function storePicture(snapshot: string, picture: WholePicture): Promise<void> {
  await db.transaction('rw', [db.blobs, db.snapshots, db.jobs, db.settings], async () => {
    const [row, job] = await Promise.all([db.snapshots.get(snapshot), resourcesJob(snapshot)])
    if (!row || !job?.picture || row.status === 'complete') return
    await putBodies(picture.bodies)
    const { tiles } = picture
    await db.snapshots.update(snapshot, {
      ...(tiles.length > 0 ? { tiles } : {}),
      notices: [...row.notices, ...picture.notices],
    })
    const { picture: _done, ...rest } = job
    await db.jobs.put({ ...rest, updatedAt: Date.now() })
  })
}
