import { type Block, blockWriter, infoOf, MOST_OFTEN, makeRoom, postingList } from './block.ts'
import { type IndexedLink, partsOf } from './document.ts'
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
  count: number
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
    count: 0,
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
  for (const { field, folded } of partsOf(link))
    readTerms(folded, (start, end) => {
      length++
      const number = all.terms.numberOf(folded, start, end)
      const latest = all.latest[number] ?? -1
      if (latest >= from) countOnceMore(all, latest, field)
      else addPosting(all, number, field)
    })
  return { id: link.id, length, from, to: all.count }
}

function countOnceMore({ postingInfos }: Collected, at: number, field: number): void {
  const info = postingInfos[at] ?? 0
  postingInfos[at] = (info >> 4 < MOST_OFTEN ? info + 16 : info) | field
}

function addPosting(all: Collected, number: number, field: number): void {
  if (all.count === all.postingTerms.length) {
    const { postingTerms, postingInfos } = all
    all.postingTerms = new Uint32Array(all.count * 2)
    all.postingInfos = new Uint8Array(all.count * 2)
    all.postingTerms.set(postingTerms)
    all.postingInfos.set(postingInfos)
  }
  all.postingTerms[all.count] = number
  all.postingInfos[all.count] = infoOf(1, field)
  all.latest[number] = all.count++
}

function buildSegment(all: Collected, links: CollectedLink[]): BuiltSegment {
  const blocks: Block[] = []
  const writer = blockWriter((block) => void blocks.push(block))
  const { starts, docs, infos } = sortByTerm(all, links)
  const list = postingList(64)
  for (const number of all.terms.sorted()) {
    const from = starts[number] ?? 0
    const to = starts[number + 1] ?? 0
    list.count = 0
    makeRoom(list, to - from)
    for (let at = from; at < to; at++) {
      list.docs[list.count] = docs[at] ?? 0
      list.infos[list.count++] = infos[at] ?? 0
    }
    // All links that had it came again without it.
    if (list.count > 0) writer.add(all.terms.termOf(number), list)
  }
  writer.end()
  return {
    ids: Float64Array.from(links, ({ id }) => id),
    lengths: Uint32Array.from(links, ({ length }) => length),
    blocks,
  }
}

/** Postings of each term together, in the order of links. */
function sortByTerm({ terms, postingTerms, postingInfos }: Collected, links: CollectedLink[]) {
  const starts = new Uint32Array(terms.size + 2)
  for (const { from, to } of links)
    for (let at = from; at < to; at++) {
      const next = (postingTerms[at] ?? 0) + 2
      starts[next] = (starts[next] ?? 0) + 1
    }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  const docs = new Uint32Array(starts.at(-1) ?? 0)
  const infos = new Uint8Array(docs.length)
  for (const [doc, { from, to }] of links.entries())
    for (let at = from; at < to; at++) {
      const term = (postingTerms[at] ?? 0) + 1
      const place = starts[term] ?? 0
      docs[place] = doc
      infos[place] = postingInfos[at] ?? 0
      starts[term] = place + 1
    }
  // Each has moved on to where the next begins.
  return { starts, docs, infos }
}
