import { type Block, blockWriter } from './block.ts'
import { type IndexedLink, partsOf } from './document.ts'
import { infoOf, MOST_OFTEN, makeRoom, type PostingList, postingList } from './posting-list.ts'
import { termTable } from './term-table.ts'
import { readTerms } from './terms.ts'

/** A segment that is stored nowhere yet. */
export interface BuiltSegment {
  ids: Float64Array<ArrayBuffer>
  lengths: Uint32Array<ArrayBuffer>
  blocks: Block[]
}

interface SegmentBuilder {
  /** Takes a link in, instead of what it was if it was here. */
  add(link: IndexedLink): void
  /** Leaves a link out that was taken in. */
  remove(id: number): void
  /** Postings so far: some ten bytes of memory each. */
  readonly postings: number
  /** Different terms so far. */
  readonly terms: number
  build(): BuiltSegment
}

/** Postings in the order they came: links one after the other. */
interface Collected {
  terms: ReturnType<typeof termTable>
  /** By number of term: its last posting so far. */
  latest: number[]
  /** By posting: number of its term, and how often and where it is. */
  postingTerms: Uint32Array
  postingInfos: Uint8Array
  /** By posting: the last of its places so far, by its number plus one, and how many there are. */
  postingPlaces: Uint32Array
  postingCounts: Uint32Array
  count: number
  /** By number: the place itself, and the number plus one of the one before in the same link; 0 for none. */
  places: Uint32Array
  placesBefore: Uint32Array
  placeCount: number
}

interface CollectedLink {
  id: number
  length: number
  from: number
  to: number
}

/** Collects the terms of links, and makes a segment of them. */
export function segmentBuilder(): SegmentBuilder {
  const all: Collected = {
    terms: termTable(),
    latest: [],
    postingTerms: new Uint32Array(4096),
    postingInfos: new Uint8Array(4096),
    postingPlaces: new Uint32Array(4096),
    postingCounts: new Uint32Array(4096),
    count: 0,
    places: new Uint32Array(4096),
    placesBefore: new Uint32Array(4096),
    placeCount: 0,
  }
  const links = new Map<number, CollectedLink>()
  return {
    add(link) {
      links.set(link.id, collect(all, link))
    },
    remove: (id) => void links.delete(id),
    get postings() {
      return all.count
    },
    get terms() {
      return all.terms.size
    },
    build: () =>
      buildSegment(
        all,
        [...links.values()].sort((a, b) => a.id - b.id),
      ),
  }
}

function collect(all: Collected, link: IndexedLink): CollectedLink {
  const from = all.count
  let length = 0
  let next = 0
  // What stands in another part is not the next one.
  for (const { field, folded } of partsOf(link))
    next =
      1 +
      readTerms(
        folded,
        (start, end, place) => {
          length++
          const number = all.terms.numberOf(folded, start, end)
          const latest = all.latest[number] ?? -1
          if (latest >= from) countOnceMore(all, latest, field)
          else collectPosting(all, number, field)
          collectPlace(all, all.latest[number] ?? 0, place)
        },
        next,
      )
  return { id: link.id, length, from, to: all.count }
}

function countOnceMore({ postingInfos }: Collected, at: number, field: number): void {
  const info = postingInfos[at] ?? 0
  postingInfos[at] = (info >> 4 < MOST_OFTEN ? info + 16 : info) | field
}

function collectPosting(all: Collected, number: number, field: number): void {
  if (all.count === all.postingTerms.length) {
    const { postingInfos } = all
    all.postingTerms = twice(all.postingTerms)
    all.postingPlaces = twice(all.postingPlaces)
    all.postingCounts = twice(all.postingCounts)
    all.postingInfos = new Uint8Array(all.count * 2)
    all.postingInfos.set(postingInfos)
  }
  all.postingTerms[all.count] = number
  all.postingInfos[all.count] = infoOf(1, field)
  all.latest[number] = all.count++
}

function twice(list: Uint32Array): Uint32Array {
  const longer = new Uint32Array(list.length * 2)
  longer.set(list)
  return longer
}

function collectPlace(all: Collected, posting: number, place: number): void {
  if (all.placeCount === all.places.length) {
    all.places = twice(all.places)
    all.placesBefore = twice(all.placesBefore)
  }
  all.places[all.placeCount] = place
  all.placesBefore[all.placeCount++] = all.postingPlaces[posting] ?? 0
  all.postingPlaces[posting] = all.placeCount
  all.postingCounts[posting] = (all.postingCounts[posting] ?? 0) + 1
}

function buildSegment(all: Collected, links: CollectedLink[]): BuiltSegment {
  const blocks: Block[] = []
  const writer = blockWriter((block) => void blocks.push(block))
  const sorted = sortByTerm(all, links)
  const list = postingList(64, 64)
  const termOf = all.terms.texts()
  for (const number of all.terms.sorted()) {
    copyTerm(sorted, number, list)
    // All links that had it came again without it.
    if (list.count > 0) writer.add(termOf(number), list)
  }
  writer.end()
  return {
    ids: Float64Array.from(links, ({ id }) => id),
    lengths: Uint32Array.from(links, ({ length }) => length),
    blocks,
  }
}

/** Postings of each term together, in the order of links; those of one term begin where those before it end. */
interface SortedPostings {
  starts: Uint32Array
  placeStarts: Uint32Array
  docs: Uint32Array
  infos: Uint8Array
  /** By posting: where its places end. */
  ends: Uint32Array
  places: Uint32Array
}

function copyTerm(sorted: SortedPostings, number: number, list: PostingList): void {
  const { starts, placeStarts, docs, infos, ends, places } = sorted
  const [from, to] = [starts[number] ?? 0, starts[number + 1] ?? 0]
  const [firstPlace, lastPlace] = [placeStarts[number] ?? 0, placeStarts[number + 1] ?? 0]
  list.count = 0
  makeRoom(list, to - from, lastPlace - firstPlace)
  for (let at = from; at < to; at++) {
    list.docs[at - from] = docs[at] ?? 0
    list.infos[at - from] = infos[at] ?? 0
    list.ends[at - from] = (ends[at] ?? 0) - firstPlace
  }
  for (let at = firstPlace; at < lastPlace; at++) list.places[at - firstPlace] = places[at] ?? 0
  list.count = to - from
}

/** Reads what was collected in its order and writes it where it belongs: to read it from everywhere takes longer. */
function sortByTerm(all: Collected, links: CollectedLink[]): SortedPostings {
  const { terms, postingTerms, postingInfos } = all
  const { starts, placeStarts } = countByTerm(all, links)
  const docs = new Uint32Array(starts.at(-1) ?? 0)
  const infos = new Uint8Array(docs.length)
  const ends = new Uint32Array(docs.length)
  const places = new Uint32Array(placeStarts.at(-1) ?? 0)
  for (const [doc, { from, to }] of links.entries())
    for (let at = from; at < to; at++) {
      const term = (postingTerms[at] ?? 0) + 1
      const place = starts[term] ?? 0
      docs[place] = doc
      infos[place] = postingInfos[at] ?? 0
      const end = (placeStarts[term] ?? 0) + writePlaces(all, at, places, placeStarts[term] ?? 0)
      ends[place] = end
      starts[term] = place + 1
      placeStarts[term] = end
    }
  // Each has moved on to where the next begins.
  return {
    starts: starts.subarray(0, terms.size + 1),
    placeStarts: placeStarts.subarray(0, terms.size + 1),
    docs,
    infos,
    ends,
    places,
  }
}

/** By the term's number plus one: where its postings and their places begin. */
function countByTerm({ terms, postingTerms, postingCounts }: Collected, links: CollectedLink[]) {
  const starts = new Uint32Array(terms.size + 2)
  const placeStarts = new Uint32Array(terms.size + 2)
  for (const { from, to } of links)
    for (let at = from; at < to; at++) {
      const next = (postingTerms[at] ?? 0) + 2
      starts[next] = (starts[next] ?? 0) + 1
      placeStarts[next] = (placeStarts[next] ?? 0) + (postingCounts[at] ?? 0)
    }
  for (let at = 1; at < starts.length; at++) {
    starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
    placeStarts[at] = (placeStarts[at] ?? 0) + (placeStarts[at - 1] ?? 0)
  }
  return { starts, placeStarts }
}

/** Writes the places of a posting, the first one first. @returns how many */
function writePlaces(all: Collected, posting: number, into: Uint32Array, start: number): number {
  const { places, placesBefore, postingPlaces, postingCounts } = all
  const count = postingCounts[posting] ?? 0
  let to = start + count
  for (let at = postingPlaces[posting] ?? 0; at > 0; at = placesBefore[at - 1] ?? 0)
    into[--to] = places[at - 1] ?? 0
  return count
}
