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

/** What lists and search need of a version, its text and its small picture, as far as it is not in this browser. */
export async function smallLacking(snapshotUid: string): Promise<string[]> {
  const snapshot = await db.snapshots.get(snapshotUid)
  if (!snapshot) return []
  const [text, small] = [snapshot.text, thumbNameOf(snapshot)]
  const texts = await db.texts.where('hash').equals(text).count()
  const thumbs = await db.thumbs.where('snapshot').equals(small).count()
  return [...(texts === 0 ? [text] : []), ...(thumbs === 0 ? [small] : [])].filter(isHash)
}

/**
 * Those of a version's bodies that are not in this browser as what it needs them for: a page that is a text file has
 * one hash for its file and for its text.
 */
export async function bodiesLacking(snapshotUid: string): Promise<string[]> {
  const snapshot = await db.snapshots.get(snapshotUid)
  if (!snapshot) return []
  const hashes = [...new Set(bodiesOf(snapshot))]
  const here = new Set(await db.blobs.where('hash').anyOf(hashes).primaryKeys())
  const bodies = hashes.filter((hash) => !here.has(hash))
  return [...new Set([...bodies, ...(await smallLacking(snapshotUid))])]
}

/** Names of bodies in this browser, in their order, those after one. */
export async function bodiesHere(after: string, most: number): Promise<string[]> {
  return db.blobs.where('hash').above(after).limit(most).primaryKeys()
}
