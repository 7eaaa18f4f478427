import { type MergedStep, type MergeStep, NOWHERE } from '../../db/text-index/merge-store.ts'
import {
  type Block,
  type BlockEntry,
  blockWriter,
  type PostingList,
  postingList,
  readBlock,
} from './block.ts'

/** The terms of one input, one after the other. */
interface Cursor {
  entries: Iterator<BlockEntry>
  entry: BlockEntry | undefined
  places: Uint32Array
}

/**
 * Merges the blocks of one step, up to the term that all inputs are read to.
 * What is read beyond it is read again: what a step needs is all in the database, so any may be the last one.
 */
export function mergeStep({ merge, inputs, places }: MergeStep): MergedStep {
  const ends = inputs.flatMap(({ blocks, isEnd }) => (isEnd ? [] : (blocks.at(-1)?.last ?? [])))
  const upTo = ends.sort()[0]
  const blocks: Block[] = []
  const writer = blockWriter((block) => void blocks.push(block))
  const cursors = inputs.map((input, at) => cursorOf(input.blocks, places[at] ?? new Uint32Array()))
  for (const cursor of cursors)
    while (cursor.entry && cursor.entry.term <= merge.after) next(cursor)
  const list = postingList(1024)
  for (;;) {
    const term = leastTerm(cursors)
    if (term === undefined || (upTo !== undefined && term > upTo)) break
    mergeTerm(cursors, term, list)
    if (list.count > 0) writer.add(term, list)
  }
  writer.end()
  return { blocks, upTo }
}

function cursorOf(blocks: { data: Uint8Array }[], places: Uint32Array): Cursor {
  const cursor: Cursor = { entries: entriesOf(blocks), entry: undefined, places }
  next(cursor)
  return cursor
}

function* entriesOf(blocks: { data: Uint8Array }[]): Generator<BlockEntry> {
  for (const { data } of blocks) yield* readBlock(data)
}

function next(cursor: Cursor): void {
  const { done, value } = cursor.entries.next()
  cursor.entry = done ? undefined : value
}

function leastTerm(cursors: Cursor[]): string | undefined {
  let least: string | undefined
  for (const { entry } of cursors)
    if (entry && (least === undefined || entry.term < least)) least = entry.term
  return least
}

/** Collects what all inputs have of a term, by places in the output, and goes on behind it. */
function mergeTerm(cursors: Cursor[], term: string, list: PostingList): void {
  list.count = 0
  let inOrder = true
  for (const cursor of cursors) {
    if (cursor.entry?.term !== term) continue
    const from = list.count
    cursor.entry.read(list)
    list.count = moveToPlaces(list, from, cursor.places)
    const before = list.docs[from - 1] ?? 0
    if (from > 0 && list.count > from && before > (list.docs[from] ?? 0)) inOrder = false
    next(cursor)
  }
  if (!inOrder) sortPostings(list)
}

/** @returns how many there are without those that were gone */
function moveToPlaces(list: PostingList, from: number, places: Uint32Array): number {
  const { docs, infos, count } = list
  let to = from
  for (let at = from; at < count; at++) {
    const place = places[docs[at] ?? 0] ?? NOWHERE
    if (place === NOWHERE) continue
    docs[to] = place
    infos[to++] = infos[at] ?? 0
  }
  return to
}

function sortPostings({ docs, infos, count }: PostingList): void {
  // Both in one number, which sorts as fast as numbers do.
  const both = Float64Array.from(
    { length: count },
    (_, at) => (docs[at] ?? 0) * 256 + (infos[at] ?? 0),
  )
  both.sort()
  for (const [at, value] of both.entries()) {
    docs[at] = Math.floor(value / 256)
    infos[at] = value % 256
  }
}
