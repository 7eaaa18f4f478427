import {
  IN_ADDRESS,
  IN_NOTE,
  IN_TEXT,
  IN_TITLE,
  type IndexReader,
  type Postings,
} from '../index/index-reader.ts'
import { termsOfWords } from '../index/terms.ts'
import { addressKey } from '../query/evaluate-query.ts'
import { matchText } from '../query/match-text.ts'
import { isOfWords, type QueryNode, type Term, type TermKey } from '../query/query-tree.ts'
import { hostNameOf } from '../query/read-site.ts'
import { atMost, type Bounds, either, exactly } from './bounds.ts'
import { ALL_IDS, type Ids, intersect, listed } from './id-set.ts'
import type { Lookups } from './lookups.ts'
import type { TagNames } from './tag-names.ts'

/** What words are looked up in. */
export interface WordIndex {
  reader: IndexReader
  tags: TagNames
  lookups: Lookups
  /** Told of every term that was looked up, for ranking. */
  see: (term: Term, postings: Postings) => void
}

/** Which links may have the words of a term. */
export async function boundsOfWords(term: Term, index: WordIndex): Promise<Bounds> {
  const words = wordsOf(term)
  const own = words === '' ? atMost(ALL_IDS) : await fromPostings({ ...term, value: words }, index)
  if (term.key !== 'any') return own
  const tags = tagsWith(index.tags, term)
  if (tags.length === 0) return own
  const tagged = await index.lookups.holding(tags)
  index.see(term, asPostings(tagged.ids))
  return either(own, exactly(tagged))
}

/** '' for what no index knows: a host that is written in letters which addresses do not have. */
function wordsOf({ key, value }: Term): string {
  if (key === 'address') return addressKey(value)
  if (key !== 'site') return value
  const [host = ''] = value.split('/', 1)
  return hostNameOf(host) === host && !host.includes('xn--') ? host : ''
}

const tagsWith = (tags: TagNames, { value, exact }: Term): number[] =>
  [...tags].flatMap(([id, names]) =>
    names.some((name) => matchText(name, value, exact)) ? [id] : [],
  )

/** Links that have a word in a tag; tags are in no index. */
export const IN_TAG = 16

const asPostings = (docs: Ids): Postings => ({
  docs,
  freqs: new Uint8Array(docs.length).fill(1),
  fields: new Uint8Array(docs.length).fill(IN_TAG),
})

const FIELDS: { readonly [key in TermKey]?: number } = {
  title: IN_TITLE,
  note: IN_NOTE,
  url: IN_ADDRESS,
  address: IN_ADDRESS,
  site: IN_ADDRESS,
  text: IN_TEXT,
}
const ANY_FIELD = IN_TITLE | IN_NOTE | IN_ADDRESS | IN_TEXT

function lookUp({ key, value, exact }: Term, reader: IndexReader) {
  // Hosts are looked for by whole names.
  const terms = termsOfWords(value, exact || key === 'site')
  const isPhrase = terms.chain.length > 1 && reader.phrase !== undefined && isOfWords(key)
  const reads = isPhrase
    ? [reader.phrase?.(terms.chain)]
    : terms.lookups.map((lookup) => reader.postings(lookup))
  return { ...terms, isPhrase, reads: reads.filter((read) => read !== undefined) }
}

/** Asks for what will be looked up, so that it is there when all else that a search waits for is. */
export function lookAhead(tree: QueryNode, reader: IndexReader): void {
  if (tree.kind === 'not') lookAhead(tree.part, reader)
  else if (tree.kind !== 'term') for (const part of tree.parts) lookAhead(part, reader)
  // Who waits for it hears of what fails.
  else if (isOfWords(tree.key))
    for (const read of lookUp(tree, reader).reads) read.catch(() => undefined)
}

async function fromPostings(term: Term, index: WordIndex): Promise<Bounds> {
  const { lookups, certain, isPhrase, reads } = lookUp(term, index.reader)
  const all = await Promise.all(reads)
  if (isPhrase && all[0]) return fromPhrase(term, all[0], index)
  if (lookups.length === 0) return atMost(ALL_IDS)
  for (const postings of all) index.see(term, postings)
  const sets = all.map((postings) => listed(docsIn(postings, FIELDS[term.key] ?? ANY_FIELD)))
  // The shortest first: what is left is looked up in the others.
  sets.sort((a, b) => a.ids.length - b.ids.length)
  const found = sets.reduce(intersect)
  const isExact = certain && term.key !== 'site' && term.key !== 'address'
  return isExact ? exactly(found) : atMost(found)
}

/** Terms in a row are in one part: where all of them are in just one, it is that. */
function fromPhrase(term: Term, postings: Postings, { see }: WordIndex): Bounds {
  see(term, postings)
  const wanted = FIELDS[term.key]
  if (wanted === undefined) return exactly(listed(postings.docs))
  const { docs, fields } = postings
  return {
    sure: listed(docs.filter((_, at) => fields[at] === wanted)),
    maybe: listed(docsIn(postings, wanted)),
  }
}

function docsIn({ docs, fields }: Postings, wanted: number): Ids {
  if (wanted === ANY_FIELD) return docs
  return docs.filter((_, at) => ((fields[at] ?? 0) & wanted) !== 0)
}
