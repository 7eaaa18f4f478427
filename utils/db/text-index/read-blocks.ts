import { db } from '../database.ts'
import { INDEX_FORMAT } from './index-state.ts'
import type { IndexBlockRow, IndexStateRow } from './rows.ts'

/** Blocks of a segment that may have a term, or terms that begin so. */
export interface BlockRange {
  segment: number
  term: string
  prefix: boolean
}

/** Behind all that begins with it. */
export const END_OF_PREFIX = '\uffff'

/** Behind all terms: lists are behind texts in the order of keys. */
const END: IDBValidKey = []

/**
 * Reads blocks in one transaction, and without what stands between us and the database: that takes as long again.
 * @returns the blocks of each range, and the revision of the index that they are of
 */
export async function readBlocks(ranges: readonly BlockRange[]) {
  if (!db.isOpen()) await db.open()
  const transaction = db.backendDB().transaction(['indexState', 'indexBlocks'], 'readonly')
  const states = transaction.objectStore('indexState')
  const blocks = transaction.objectStore('indexBlocks')
  const [state, ...rows] = await Promise.all([
    answered<IndexStateRow | undefined>(states.get('state')),
    ...ranges.map((range) => readRange(blocks, range)),
  ])
  return { revision: state?.format === INDEX_FORMAT ? state.revision : undefined, rows }
}

async function readRange(
  blocks: IDBObjectStore,
  { segment, term, prefix }: BlockRange,
): Promise<IndexBlockRow[]> {
  const from = [segment, term]
  const end = [segment, END]
  if (!prefix) return answered(blocks.getAll(IDBKeyRange.bound(from, end), 1))
  const behind = [segment, term + END_OF_PREFIX]
  const [inside, last] = await Promise.all([
    answered<IndexBlockRow[]>(blocks.getAll(IDBKeyRange.bound(from, behind, false, true))),
    // The last one may begin with some of them.
    answered<IndexBlockRow[]>(blocks.getAll(IDBKeyRange.bound(behind, end), 1)),
  ])
  return [...inside, ...last]
}

/** So many blocks of a segment behind a term; fewer where it ends. */
export async function readBlocksBehind(
  segment: number,
  term: string,
  most: number,
): Promise<IndexBlockRow[]> {
  if (!db.isOpen()) await db.open()
  const blocks = db.backendDB().transaction('indexBlocks', 'readonly').objectStore('indexBlocks')
  const range = IDBKeyRange.bound([segment, term], [segment, END], true, true)
  return answered(blocks.getAll(range, most))
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
