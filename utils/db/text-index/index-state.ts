import { db, type Tables } from '../database.ts'
import type { IndexBuild, IndexSegmentRow, IndexStateRow } from './rows.ts'

/** Changes with how blocks are packed and which terms a text has: what was stored otherwise is built anew. */
export const INDEX_FORMAT = 2

/** Before any link was indexed. */
const FROM_THE_NEWEST = Number.MAX_SAFE_INTEGER

type StateTable = Pick<Tables, 'indexState'>

/** How far the index is. */
export async function indexState(t: StateTable = db): Promise<IndexStateRow> {
  const row = await t.indexState.get('state')
  if (row?.format === INDEX_FORMAT) return row
  const generation = row ? Math.max(row.current.generation, row.next?.generation ?? 0) + 1 : 1
  return {
    key: 'state',
    format: INDEX_FORMAT,
    current: newBuild(generation, (row?.next ?? row?.current)?.versions),
    segments: row?.segments ?? 0,
    dropped: [...(row?.dropped ?? []), ...(row?.merge ? [row.merge.output] : [])],
    revision: (row?.revision ?? 0) + 1,
  }
}

const newBuild = (generation: number, versions?: IndexBuild['versions']): IndexBuild => ({
  generation,
  below: FROM_THE_NEWEST,
  ...(versions ? { versions } : {}),
})

/**
 * Begins to build the index anew. Searches go on in what is there, until the new one is complete.
 * @param versions whose texts it gets
 */
export function rebuildIndex(versions?: IndexBuild['versions']): Promise<void> {
  return db.transaction('rw', db.indexState, async () => {
    const { next: begun, ...state } = await indexState()
    // It may be the half that is there that is broken: what was begun is begun again.
    const generation = Math.max(state.current.generation, begun?.generation ?? 0) + 1
    const build = newBuild(generation, versions)
    // One without any link yet is not worth being completed before.
    const isEmpty = state.current.below === FROM_THE_NEWEST
    await db.indexState.put(isEmpty ? { ...state, current: build } : { ...state, next: build })
  })
}

/** Segments of one index. */
export async function segmentsOf(
  generation: number,
  t: Pick<Tables, 'indexSegments'> = db,
): Promise<IndexSegmentRow[]> {
  const all = await t.indexSegments.toArray()
  return all.filter((each) => each.generation === generation)
}

/** What is being built, the one that is searched first. */
export const buildsOf = ({ current, next }: IndexStateRow): IndexBuild[] =>
  next ? [current, next] : [current]
