import type { Snapshot } from '../../utils/model/snapshot.ts'

/** Runs in a page of ours: a snapshot's row. */
export function readSnapshot(uid: string): Promise<Snapshot | undefined> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('linkshot')
    opening.onsuccess = () => {
      const reading = opening.result.transaction('snapshots').objectStore('snapshots').get(uid)
      reading.onsuccess = () => {
        opening.result.close()
        resolve(reading.result)
      }
    }
  })
}
