import type { LinkScope } from '../../db/queries.ts'
import type { IndexReader, Postings, Unindexed } from '../index/index-reader.ts'
import { asksForTrash } from '../query/evaluate-query.ts'
import { conjunctsOf, isOfWords, NOWHERE, type QueryNode, type Term } from '../query/query-tree.ts'
import { atMost, type Bounds, both, boundsOf, exactly } from './bounds.ts'
import { ALL_IDS, complement, type Ids, listed, NO_IDS } from './id-set.ts'
import { type Lookups, lookups } from './lookups.ts'
import type { PageTexts } from './page-texts.ts'
import { ranked } from './rank.ts'
import { type Search, searchOver } from './search-over.ts'
import type { TagNames } from './tag-names.ts'
import { boundsOfTerm, cutByDays } from './term-bounds.ts'
import { type Outside, outsideIndex, withOutside } from './unindexed.ts'
import { verifier } from './verifier.ts'
import { boundsOfWords, lookAhead } from './word-bounds.ts'

/** Which tags links must hold, and which they must not. */
interface TagFilter {
  /** Of each group one tag at least. */
  all: readonly (readonly number[])[]
  none: readonly number[]
}

export interface Asked {
  tree: QueryNode
  scope: LinkScope
  filter?: TagFilter
  order: Order
}

/** A function puts the ids that may be hits, given newest first, into the order they are shown in. */
type Order = 'newest' | 'relevance' | ((newestFirst: Ids) => Promise<ArrayLike<number>> | Ids)

interface Means {
  /** Without one all links are read that nothing else rules out. */
  reader?: IndexReader | undefined
  now?: number
  /** A page that is open has some that remember. */
  known?: Lookups
  texts?: PageTexts
}

/** Looks up what indexes tell of a query. Of the links themselves nothing is read until hits are asked for. */
export async function openSearch(
  asked: Asked,
  signal: AbortSignal,
  { reader, now = Date.now(), known = lookups(), texts }: Means = {},
): Promise<Search> {
  const { tree } = asked
  // All at once: a page that was just opened waits for each round trip.
  const answers = Promise.all([
    known.tagNames(),
    known.broken(),
    ofShelf(asked, known),
    // Asked for before words are: what is indexed meanwhile is then seen twice, and nothing is missed.
    reader && hasWords(tree) ? reader.unindexed() : undefined,
  ])
  if (reader) lookAhead(tree, reader)
  const [names, broken, shelf, unindexed] = await answers
  const looked: Postings[] = []
  const found = await fromIndexes(tree, { reader, unindexed, names, now, looked, known })
  const bounds = await listedBounds(both(shelf, found), known)
  signal.throwIfAborted()
  const candidates = await inOrder(asked.order, bounds.maybe.ids, looked, reader)
  const isHit = verifier(tree, { tags: names, broken }, now, texts)
  return searchOver(candidates, bounds.sure, isHit, signal)
}

interface Lookup {
  reader: IndexReader | undefined
  /** What its index does not have; undefined where no words are looked for. */
  unindexed: Unindexed | undefined
  names: TagNames
  now: number
  known: Lookups
  /** Gets what words were found by. */
  looked: Postings[]
}

async function fromIndexes(
  tree: QueryNode,
  { reader, unindexed, names, now, looked, known }: Lookup,
): Promise<Bounds> {
  const everyId = once(known.everyId)
  const wanted = wantedTerms(tree)
  const outside = unindexed ? await outsideIndex(unindexed, everyId) : NONE
  const see = (term: Term, postings: Postings) => {
    if (wanted.has(term)) looked.push(postings)
  }
  const ofWords = async (term: Term) =>
    reader
      ? withOutside(
          await boundsOfWords(term, { reader, tags: names, lookups: known, see }),
          outside.read,
        )
      : atMost(ALL_IDS)
  const ofTerm = (term: Term) =>
    boundsOfTerm(term, { tags: names, lookups: { ...known, everyId }, now, ofWords })
  const days = conjunctsOf(tree).filter(isOfDays)
  const others = conjunctsOf(tree).filter((part) => !isOfDays(part))
  const found = await boundsOf({ kind: 'and', parts: others, at: NOWHERE }, ofTerm)
  const isList = !found.maybe.without && !found.sure.without
  // A list is cut where days begin and end: to list all links of the last year takes longer than all else.
  const onDays = isList
    ? days.reduce((bounds, term) => cutByDays(bounds, term, now), found)
    : (await Promise.all(days.map(ofTerm))).reduce(both, found)
  return both(onDays, exactly(complement(outside.left)))
}

const NONE: Outside = { read: NO_IDS, left: NO_IDS }

/** Which links are on a shelf; those of the trash only where they are asked for. */
async function ofShelf({ tree, scope, filter }: Asked, known: Lookups): Promise<Bounds> {
  const trash = async () => complement(await known.inState('trash'))
  const tagged = await boundsOfFilter(filter, known)
  if (scope === 'all') return asksForTrash(tree) ? tagged : both(tagged, exactly(await trash()))
  if (scope !== 'starred') return both(tagged, exactly(await known.inState(scope)))
  return both(tagged, both(exactly(await known.starred()), exactly(await trash())))
}

async function boundsOfFilter(
  { all, none }: TagFilter = { all: [], none: [] },
  { holding }: Lookups,
): Promise<Bounds> {
  let bounds = exactly(ALL_IDS)
  for (const group of all) bounds = both(bounds, exactly(await holding(group)))
  return none.length > 0 ? both(bounds, exactly(complement(await holding(none)))) : bounds
}

/** The same with lists: what is all but some is listed. */
async function listedBounds(bounds: Bounds, known: Lookups): Promise<Bounds> {
  return bounds.maybe.without ? both(exactly(listed(await known.everyId())), bounds) : bounds
}

async function inOrder(
  order: Order,
  ids: Ids,
  looked: readonly Postings[],
  reader: IndexReader | undefined,
): Promise<ArrayLike<number>> {
  if (typeof order === 'function') return order(ids)
  return order === 'relevance' && reader && looked.length > 0 ? ranked(ids, looked, reader) : ids
}

const isOfDays = (node: QueryNode): node is Term =>
  node.kind === 'term' && ['before', 'after', 'on'].includes(node.key)

const hasWords = (node: QueryNode): boolean => {
  if (node.kind !== 'term') return (node.kind === 'not' ? [node.part] : node.parts).some(hasWords)
  return isOfWords(node.key) || node.key === 'address' || node.key === 'site'
}

/** The terms that hits may have; not those that they must not have. */
function wantedTerms(node: QueryNode, wanted = true, terms = new Set<Term>()): Set<Term> {
  if (node.kind === 'term') return wanted ? terms.add(node) : terms
  if (node.kind === 'not') return wantedTerms(node.part, !wanted, terms)
  for (const part of node.parts) wantedTerms(part, wanted, terms)
  return terms
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= read()
    return answer
  }
}
