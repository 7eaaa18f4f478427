import { type MergedStep, type MergeStep, NOWHERE } from '../../db/text-index/merge-store.ts'
import { type Block, type BlockEntry, blockWriter, readBlock } from './block.ts'
import { addPlace, addPosting, makeRoom, type PostingList, postingList } from './posting-list.ts'

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
  // What was built in one go is one stretch of links after the other: so it needs no sorting.
  cursors.sort((a, b) => firstPlace(a) - firstPlace(b))
  for (const cursor of cursors)
    while (cursor.entry && cursor.entry.term <= merge.after) next(cursor)
  const list = postingList(1024)
  const input = postingList(1024)
  for (;;) {
    const term = leastTerm(cursors)
    if (term === undefined || (upTo !== undefined && term > upTo)) break
    mergeTerm(cursors, term, list, input)
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

const firstPlace = ({ places }: Cursor): number =>
  places.find((place) => place !== NOWHERE) ?? NOWHERE

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
function mergeTerm(cursors: Cursor[], term: string, list: PostingList, input: PostingList): void {
  list.count = 0
  let inOrder = true
  for (const cursor of cursors) {
    if (cursor.entry?.term !== term) continue
    const from = list.count
    input.count = 0
    cursor.entry.read(input)
    moveLive(input, list, cursor.places)
    const before = list.docs[from - 1] ?? 0
    if (from > 0 && list.count > from && before > (list.docs[from] ?? 0)) inOrder = false
    next(cursor)
  }
  if (!inOrder) sortPostings(list)
}

/** Appends what is not gone, by where links are in the output. */
function moveLive(from: PostingList, to: PostingList, outputs: Uint32Array): void {
  makeRoom(to, from.count, from.ends[from.count - 1] ?? 0)
  let [count, end, start] = [to.count, to.ends[to.count - 1] ?? 0, 0]
  for (let at = 0; at < from.count; at++) {
    const stop = from.ends[at] ?? 0
    const doc = outputs[from.docs[at] ?? 0] ?? NOWHERE
    if (doc !== NOWHERE) {
      to.docs[count] = doc
      to.infos[count] = from.infos[at] ?? 0
      for (let place = start; place < stop; place++) to.places[end++] = from.places[place] ?? 0
      to.ends[count++] = end
    }
    start = stop
  }
  to.count = count
}

function copyPosting(
  from: PostingList,
  at: number,
  start: number,
  doc: number,
  to: PostingList,
): void {
  addPosting(to, doc, from.infos[at] ?? 0)
  for (let place = start; place < (from.ends[at] ?? 0); place++)
    addPlace(to, from.places[place] ?? 0)
}

function sortPostings(list: PostingList): void {
  // Both in one number, which sorts as fast as numbers do.
  const order = Float64Array.from(
    { length: list.count },
    (_, at) => (list.docs[at] ?? 0) * 2 ** 24 + at,
  ).sort()
  const sorted = postingList(list.count, list.ends[list.count - 1] ?? 0)
  for (const both of order) {
    const at = both % 2 ** 24
    copyPosting(list, at, list.ends[at - 1] ?? 0, list.docs[at] ?? 0, sorted)
  }
  // Lists keep their room: terms of all lengths follow.
  list.docs.set(sorted.docs)
  list.infos.set(sorted.infos)
  list.ends.set(sorted.ends)
  list.places.set(sorted.places)
}
