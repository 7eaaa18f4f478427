import type { QueryNode, Term } from '../query/query-tree.ts'
import { ALL_IDS, complement, type IdSet, intersect, NO_IDS, unite } from './id-set.ts'

/** What is known of a part of a query without reading a link: which ids it surely and at most has. */
export interface Bounds {
  sure: IdSet
  maybe: IdSet
}

export const exactly = (ids: IdSet): Bounds => ({ sure: ids, maybe: ids })
export const atMost = (ids: IdSet): Bounds => ({ sure: NO_IDS, maybe: ids })

const EVERYTHING = exactly(ALL_IDS)
const NOTHING = exactly(NO_IDS)

/** Bounds of a query from those of its terms. What lies between them has to be read. */
export async function boundsOf(
  node: QueryNode,
  ofTerm: (term: Term) => Promise<Bounds>,
): Promise<Bounds> {
  if (node.kind === 'term') return ofTerm(node)
  if (node.kind === 'not') return opposite(await boundsOf(node.part, ofTerm))
  const parts = await Promise.all(node.parts.map((part) => boundsOf(part, ofTerm)))
  return node.kind === 'and' ? parts.reduce(both, EVERYTHING) : parts.reduce(either, NOTHING)
}

export const both = (a: Bounds, b: Bounds): Bounds => joined(a, b, intersect)

export const either = (a: Bounds, b: Bounds): Bounds => joined(a, b, unite)

const opposite = ({ sure, maybe }: Bounds): Bounds =>
  sure === maybe ? exactly(complement(sure)) : { sure: complement(maybe), maybe: complement(sure) }

/** What is exact is joined once and stays exact. */
function joined(a: Bounds, b: Bounds, join: (a: IdSet, b: IdSet) => IdSet): Bounds {
  const sure = join(a.sure, b.sure)
  const isExact = a.sure === a.maybe && b.sure === b.maybe
  return { sure, maybe: isExact ? sure : join(a.maybe, b.maybe) }
}
