import type { Unindexed } from '../index/index-reader.ts'
import { type Bounds, either } from './bounds.ts'
import {
  complement,
  type IdSet,
  type Ids,
  idsOf,
  intersect,
  listed,
  NO_IDS,
  placeOf,
} from './id-set.ts'

/** Links that a search has to read itself, and those it leaves out, as reading them takes too long. */
export interface Outside {
  read: IdSet
  left: IdSet
}

/** While the index is built, this many of what it does not have yet are read. */
export const MOST_UNINDEXED = 2000

/** What the index does not have, or has as it was. */
export async function outsideIndex(
  { changed, below }: Unindexed,
  everyId: () => Promise<Ids>,
): Promise<Outside> {
  if (below === 0) return { read: listed(idsOf(changed)), left: NO_IDS }
  const ids = await everyId()
  const first = placeOf(ids, below - 1)
  const read = listed(idsOf([...changed, ...ids.subarray(first, first + MOST_UNINDEXED)]))
  return { read, left: listed(ids.slice(first + MOST_UNINDEXED)) }
}

/** Bounds from the index for all links: of those outside nothing is sure. */
export function withOutside({ sure, maybe }: Bounds, read: IdSet): Bounds {
  if (read.ids.length === 0) return { sure, maybe }
  const unknown = { sure: NO_IDS, maybe: read }
  return either({ sure: intersect(sure, complement(read)), maybe }, unknown)
}
