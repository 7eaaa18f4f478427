import { bodiesOf, thumbNameOf } from '../model/snapshot.ts'
import { db } from './database.ts'

/** Hashes of all that a version needs: what it shows, its text and its small picture. */
export async function bodyHashes(snapshotUid: string): Promise<string[]> {
  const snapshot = await db.snapshots.get(snapshotUid)
  if (!snapshot) return []
  const small = thumbNameOf(snapshot)
  return [
    ...new Set([...bodiesOf(snapshot), snapshot.text, ...(isHash(small) ? [small] : [])]),
  ].filter(isHash)
}

const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** Hashes of what lists and search need of a version: its text and its small picture. */
export async function smallHashes(snapshotUid: string): Promise<string[]> {
  const snapshot = await db.snapshots.get(snapshotUid)
  return snapshot ? [snapshot.text, thumbNameOf(snapshot)].filter(isHash) : []
}

/** Those of a version's bodies that are not in this browser. */
export const bodiesLacking = async (snapshotUid: string): Promise<string[]> =>
  lackingOf(await bodyHashes(snapshotUid))

/** Those of some hashes of which no body is in this browser. */
export async function lackingOf(hashes: string[]): Promise<string[]> {
  const [bodies, texts, thumbs] = await Promise.all([
    db.blobs.where('hash').anyOf(hashes).primaryKeys(),
    db.texts.where('hash').anyOf(hashes).primaryKeys(),
    db.thumbs.where('snapshot').anyOf(hashes).primaryKeys(),
  ])
  const here = new Set([...bodies, ...texts, ...thumbs])
  return hashes.filter((hash) => !here.has(hash))
}
