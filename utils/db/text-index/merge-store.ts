import { db } from '../database.ts'
import { indexTables } from './commit-work.ts'
import { isGone, withGone } from './gone.ts'
import { buildsOf, indexState, segmentsOf } from './index-state.ts'
import { planMerge } from './plan-merge.ts'
import type { IndexBlockRow, IndexDocsRow, IndexMerge } from './rows.ts'
import { blocksBehind, putBlocks } from './segment-blocks.ts'

/** Where the links of a merge go. */
interface MergedLinks {
  /** Where the links of each input are in the output; `NOWHERE` for those that were gone. */
  places: Uint32Array[]
  output: IndexDocsRow
}

/** What one step of a merge goes by. */
export interface MergeStep extends MergedLinks {
  merge: IndexMerge
  /** The blocks that come next of each input. */
  inputs: { blocks: IndexBlockRow[]; isEnd: boolean }[]
}

/** Of merges that are under way, by number of the output: the same in each step. */
export type MergeCache = Map<number, MergedLinks>

export const NOWHERE = 0xffff_ffff

/** So many of each input at once. */
const BLOCKS = 24

/** Begins a merge, where one is wanted, and goes on with it. @returns undefined where all is well */
export async function readMergeStep(
  cache: MergeCache,
  most = BLOCKS,
): Promise<MergeStep | undefined> {
  const merge = await currentMerge()
  if (!merge) return undefined
  return db.transaction('r', indexTables(), async () => {
    const links = cache.get(merge.output) ?? (await mergeLinks(merge))
    cache.set(merge.output, links)
    const inputs = await Promise.all(merge.inputs.map(({ id }) => readInput(id, merge.after, most)))
    return { merge, inputs, ...links }
  })
}

/** The merge that is under way, or one that is begun now. One of an index that is no more is dropped. */
function currentMerge(): Promise<IndexMerge | undefined> {
  return db.transaction('rw', indexTables(), async () => {
    const { merge, ...state } = await indexState()
    const generations = buildsOf(state).map(({ generation }) => generation)
    const isGoingOn = merge && generations.includes(merge.generation)
    const dropped = [
      ...(state.dropped ?? []),
      ...(await dropOldSegments(generations)),
      ...(merge && !isGoingOn ? [merge.output] : []),
    ]
    const next = isGoingOn ? merge : await wantedMerge(generations, state.segments)
    const segments = Math.max(state.segments, next ? next.output + 1 : 0)
    await db.indexState.put({ ...state, segments, dropped, ...(next ? { merge: next } : {}) })
    return next
  })
}

async function wantedMerge(generations: number[], output: number): Promise<IndexMerge | undefined> {
  for (const generation of generations) {
    const segments = await segmentsOf(generation)
    const chosen = new Set(planMerge(segments))
    if (chosen.size === 0) continue
    const inputs = segments
      .filter(({ id }) => chosen.has(id))
      .map(({ id, goneBits }) => (goneBits ? { id, goneBits } : { id }))
    return { output, generation, inputs, after: '', bytes: 0 }
  }
  return undefined
}

/** What was searched before its successor was complete. @returns their ids */
async function dropOldSegments(generations: number[]): Promise<number[]> {
  const all = await db.indexSegments.toArray()
  const old = all.filter(({ generation }) => !generations.includes(generation))
  const ids = old.map(({ id }) => id)
  await dropSegments(ids)
  return ids
}

/** Their blocks go later, a few at a time. */
async function dropSegments(ids: number[]): Promise<void> {
  await db.indexSegments.bulkDelete(ids)
  await db.indexDocs.bulkDelete(ids)
}

async function readInput(segment: number, after: string, most: number) {
  const blocks = await blocksBehind(segment, after).limit(most).toArray()
  return { blocks, isEnd: blocks.length < most }
}

/** The links of the output, which follow from what was gone when the merge began. */
async function mergeLinks(merge: IndexMerge): Promise<MergedLinks> {
  const inputs = await db.indexDocs.bulkGet(merge.inputs.map(({ id }) => id))
  const all = inputs.flatMap((docs, input) =>
    Array.from(docs?.ids ?? [], (id, place) => ({
      id,
      length: docs?.lengths[place] ?? 0,
      input,
      place,
    })),
  )
  const live = all
    .filter(({ input, place }) => !isGone(merge.inputs[input]?.goneBits, place))
    .sort((a, b) => a.id - b.id)
  const places = inputs.map((docs) => new Uint32Array(docs?.ids.length ?? 0).fill(NOWHERE))
  for (const [at, { input, place }] of live.entries()) {
    const own = places[input]
    if (own) own[place] = at
  }
  const ids = Float64Array.from(live, ({ id }) => id)
  const lengths = Uint32Array.from(live, ({ length }) => length)
  return { places, output: { segment: merge.output, ids, lengths } }
}

/** What a step wrote, up to which term; undefined where that was all. */
export interface MergedStep {
  blocks: { last: string; data: Uint8Array<ArrayBuffer> }[]
  upTo: string | undefined
}

/** Stores what a step made; after the last one, the output takes the place of the inputs. */
export async function commitMergeStep(step: MergeStep, merged: MergedStep): Promise<void> {
  await putBlocks(step.merge.output, step.merge.after, merged.blocks)
  return db.transaction('rw', indexTables(), async () => {
    const state = await indexState()
    const { merge } = state
    // Begun anew meanwhile.
    if (merge?.output !== step.merge.output || merge.after !== step.merge.after) return
    const bytes = merge.bytes + merged.blocks.reduce((sum, { data }) => sum + data.length, 0)
    if (merged.upTo !== undefined) {
      await db.indexState.put({ ...state, merge: { ...merge, after: merged.upTo, bytes } })
      return
    }
    const { merge: _, ...rest } = state
    const dropped = [...(state.dropped ?? []), ...(await replaceInputs(step, bytes))]
    await db.indexState.put({ ...rest, dropped, revision: state.revision + 1 })
  })
}

/** @returns segments whose blocks may go */
async function replaceInputs(
  { merge, places, output }: MergeStep,
  bytes: number,
): Promise<number[]> {
  const old = merge.inputs.map(({ id }) => id)
  const inputs = await db.indexSegments.bulkGet(old)
  // Links that went since the merge began.
  const gone = inputs.flatMap((input, at) =>
    [...(places[at] ?? [])].filter(
      (place, old) => place !== NOWHERE && isGone(input?.goneBits, old),
    ),
  )
  await dropSegments(old)
  const { ids, lengths } = output
  if (gone.length === ids.length) return [...old, merge.output]
  const sum = (all: Iterable<number>): number => [...all].reduce((a, b) => a + b, 0)
  await db.indexDocs.put(output)
  await db.indexSegments.put({
    id: merge.output,
    generation: merge.generation,
    documents: ids.length,
    gone: gone.length,
    ...(gone.length > 0 ? { goneBits: withGone(undefined, ids.length, gone) } : {}),
    length: sum(lengths) - sum(gone.map((place) => lengths[place] ?? 0)),
    bytes,
    least: ids[0] ?? 0,
    most: ids.at(-1) ?? 0,
  })
  return old
}
