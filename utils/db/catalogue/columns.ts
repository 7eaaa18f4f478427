import { LINK_STATES, type Link, type LinkState } from '../../model/link.ts'

/** Numbers of tags, two bytes each as long as they fit. */
export type TagNumbers = Uint16Array | Uint32Array

/** Tags of all links, one link after the other: those of link n are from `starts[n]` up to `starts[n + 1]`. */
export interface HeldTags {
  starts: Uint32Array
  tags: TagNumbers
}

/** What lists need to know of every link, some twenty bytes each, in the order of their ids. */
export interface Columns {
  ids: Float64Array
  /** The state's place in LINK_STATES, with STARRED where the link has a star. */
  flags: Uint8Array
  /** They are read last: undefined until then. */
  held: HeldTags | undefined
}

export const STARRED = 8

export const flagOf = (state: LinkState, starred: 0 | 1): number =>
  LINK_STATES.indexOf(state) + (starred === 1 ? STARRED : 0)

/** An array that tags up to `highest` fit into. */
export const tagNumbers = (length: number, highest: number): TagNumbers =>
  highest < 0x10000 ? new Uint16Array(length) : new Uint32Array(length)

/** Where an id is in ascending ids, or would be. */
export function placeIn(ids: Float64Array, id: number): number {
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low
}

/** A run of links as they are, and the link that stands after it. */
interface Piece {
  from: number
  to: number
  link: Link | undefined
}

/**
 * The columns after some links changed.
 * @param changed ids of all that did; those without a row are gone
 */
export function patchColumns(
  columns: Columns,
  changed: Iterable<number>,
  rows: ReadonlyMap<number, Link>,
): Columns {
  const pieces = piecesOf(columns.ids, new Set(changed), rows)
  const length = pieces.reduce((sum, { from, to, link }) => sum + to - from + (link ? 1 : 0), 0)
  const ids = new Float64Array(length)
  const flags = new Uint8Array(length)
  let at = 0
  for (const { from, to, link } of pieces) {
    ids.set(columns.ids.subarray(from, to), at)
    flags.set(columns.flags.subarray(from, to), at)
    at += to - from
    if (!link) continue
    ids[at] = link.id
    flags[at] = flagOf(link.state, link.starred)
    at += 1
  }
  return { ids, flags, held: columns.held && patchHeld(columns.held, pieces, length) }
}

function piecesOf(
  ids: Float64Array,
  changed: Set<number>,
  rows: ReadonlyMap<number, Link>,
): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const id of [...changed].sort((a, b) => a - b)) {
    const to = placeIn(ids, id)
    pieces.push({ from, to, link: rows.get(id) })
    from = ids[to] === id ? to + 1 : to
  }
  pieces.push({ from, to: ids.length, link: undefined })
  return pieces
}

function patchHeld(old: HeldTags, pieces: Piece[], length: number): HeldTags {
  const links = pieces.flatMap(({ link }) => link ?? [])
  const highest = links.reduce((most, { tags }) => Math.max(most, ...tags), highestFor(old.tags))
  const starts = new Uint32Array(length + 1)
  const startOf = (place: number) => old.starts[place] ?? 0
  const sizeOf = ({ from, to, link }: Piece) =>
    startOf(to) - startOf(from) + (link?.tags.length ?? 0)
  const tags = tagNumbers(
    pieces.reduce((sum, piece) => sum + sizeOf(piece), 0),
    highest,
  )
  let [at, filled] = [0, 0]
  for (const { from, to, link } of pieces) {
    tags.set(old.tags.subarray(startOf(from), startOf(to)), filled)
    for (let place = from; place < to; place += 1) {
      starts[at] = filled + startOf(place) - startOf(from)
      at += 1
    }
    filled += startOf(to) - startOf(from)
    if (!link) continue
    starts[at] = filled
    at += 1
    tags.set(link.tags, filled)
    filled += link.tags.length
  }
  starts[length] = filled
  return { starts, tags }
}

/** Wide arrays stay wide. */
const highestFor = (tags: TagNumbers): number => (tags instanceof Uint16Array ? 0 : 0x10000)
