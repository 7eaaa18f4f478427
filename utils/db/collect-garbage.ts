import { db } from './database.ts'

const DAYS_OF_UNDO = 30
const DAY = 24 * 60 * 60 * 1000

/**
 * Ends undo for acts older than 30 days, then removes bodies, texts and pictures that no snapshot and no
 * act that can still be undone refers to. One transaction, so a body being stored can't be lost to it.
 * @returns number of bodies removed
 */
export async function collectGarbage(now = Date.now()): Promise<number> {
  return db.transaction('rw', db.tables, async () => {
    await db.journal
      .where('at')
      .below(now - DAYS_OF_UNDO * DAY)
      .delete()
    const used = {
      bodies: new Set<string>(),
      texts: new Set<string>(),
      snapshots: new Set<string>(),
    }
    await db.snapshots.each((row) => use(row, used))
    await db.links.each((link) => used.bodies.add(link.icon))
    await db.journal.each(({ changes }) => {
      for (const { table, before } of changes)
        if (table === 'snapshots' && before) use(before, used)
    })
    await db.texts
      .where('hash')
      .noneOf([...used.texts])
      .delete()
    await db.thumbs
      .where('snapshot')
      .noneOf([...used.snapshots])
      .delete()
    return db.blobs
      .where('hash')
      .noneOf([...used.bodies])
      .delete()
  })
}

function use(
  row: unknown,
  used: { bodies: Set<string>; texts: Set<string>; snapshots: Set<string> },
): void {
  const { uid, frames, resources, screenshot, text } =
    row as import('../model/snapshot.ts').Snapshot
  used.snapshots.add(uid)
  used.texts.add(text)
  used.bodies.add(screenshot)
  for (const frame of frames) used.bodies.add(frame.html)
  for (const resource of resources) used.bodies.add(resource.hash)
}
