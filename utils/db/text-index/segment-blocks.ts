import { Dexie } from 'dexie'
import { partsOf } from '../../shared/parts-of.ts'
import { db } from '../database.ts'
import { indexState } from './index-state.ts'
import type { IndexBlockRow, IndexStateRow } from './rows.ts'

/*
 * Blocks are written before anything says that there is such a segment, and removed when nothing does any more. So that
 * needs no transaction around it, and whoever reads the library waits for a few of them, not for thousands.
 */

/** Some sixteen kilobytes each. */
export const AT_ONCE = 16

/** Those behind a term, '' for all. */
export const blocksBehind = (segment: number, term: string) =>
  db.indexBlocks.where(':id').between([segment, term], [segment, Dexie.maxKey], false, false)

/** Writes a segment's blocks behind a term. What is there already was written by a worker that was killed. */
export async function putBlocks(
  segment: number,
  term: string,
  blocks: readonly Omit<IndexBlockRow, 'segment'>[],
): Promise<void> {
  await dropBlocks(segment, term)
  for (const part of partsOf(blocks, AT_ONCE))
    await db.indexBlocks.bulkPut(part.map((block) => ({ ...block, segment })))
}

async function dropBlocks(segment: number, term: string): Promise<void> {
  while ((await blocksBehind(segment, term).limit(AT_ONCE).delete()) === AT_ONCE);
}

/** Removes blocks of segments that are no more, or never came to be. Not while one is being written. */
export async function dropOrphans({ dropped = [], segments }: IndexStateRow): Promise<void> {
  for (const segment of dropped) await dropBlocks(segment, '')
  const unborn = () => db.indexBlocks.where(':id').above([segments, Dexie.minKey])
  while ((await unborn().limit(AT_ONCE).delete()) === AT_ONCE);
  if (dropped.length > 0) await forgetDropped(new Set(dropped))
}

const forgetDropped = (gone: ReadonlySet<number>): Promise<unknown> =>
  db.transaction('rw', db.indexState, async () => {
    const { dropped = [], ...state } = await indexState()
    await db.indexState.put({ ...state, dropped: dropped.filter((id) => !gone.has(id)) })
  })
