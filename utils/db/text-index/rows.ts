/**
 * One thing that happened to what is searched, in the order it happened: a link's words changed, or the text of a
 * version came by itself.
 */
export interface IndexLogRow {
  n?: number
  /** One, or several that changed at once. */
  link?: number | number[]
  /** Hash of the text. */
  text?: string
}

/**
 * Links that were indexed together. Neither they nor their blocks change until they are merged with others; links
 * that change later are in another segment, and are marked as gone here.
 */
export interface IndexSegmentRow {
  id: number
  /** Which index it is of: the one that is searched, or one that is being built beside it. */
  generation: number
  /** Links it was made of, and of these, those that are gone. */
  documents: number
  gone: number
  /** A bit for each link that is gone, by its place; none where none is. */
  goneBits?: Uint8Array<ArrayBuffer>
  /** Terms in all links that are not gone. */
  length: number
  /** Of its blocks. */
  bytes: number
  /** Ids of the first and the last link. */
  least: number
  most: number
}

/** The links of a segment; a link's place here is its number in the blocks. */
export interface IndexDocsRow {
  segment: number
  /** Ids, the smallest first. */
  ids: Float64Array<ArrayBuffer>
  /** How many terms each has. */
  lengths: Uint32Array<ArrayBuffer>
}

/** Some hundred terms of a segment that follow each other, with their postings. */
export interface IndexBlockRow {
  segment: number
  /** The last of its terms: the first block whose last term is not less than a term has it, if any has. */
  last: string
  data: Uint8Array<ArrayBuffer>
}

/** A link of which texts were not here when it was indexed. */
export interface IndexWaitingRow {
  link: number
  /** Hashes of these texts; rows of older programs have one alone. */
  text: string | string[]
}

/** Segments that are becoming one, a few blocks at a time. */
export interface IndexMerge {
  output: number
  generation: number
  /** Segments that go in, with what was gone of them at the beginning. */
  inputs: { id: number; goneBits?: Uint8Array<ArrayBuffer> }[]
  /** The last term that was written, '' for none. */
  after: string
  bytes: number
}

/** An index while it is built: links are taken from the newest down. */
export interface IndexBuild {
  generation: number
  /** Links from this id on are in it; `0` once all are. */
  below: number
  /** Which versions' texts it has: that of the newest one alone where nothing is said. */
  versions?: 'all'
}

export interface IndexStateRow {
  key: 'state'
  /** Of what is stored; another program's index is built anew. */
  format: number
  /** What is searched, perhaps before it is complete. */
  current: IndexBuild
  /** What takes its place once it is complete. */
  next?: IndexBuild
  merge?: IndexMerge
  /** Segments that are no more, of which there may still be blocks. */
  dropped?: number[]
  /** The number of the next segment. */
  segments: number
  /** Counts all changes. */
  revision: number
}
