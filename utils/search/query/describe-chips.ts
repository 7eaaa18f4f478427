import type { Span } from '../../model/query-notice.ts'
import { type Condition, conjunctsOf, type QueryNode } from './query-tree.ts'

/** What was understood of one part of a text; the screen has names for keys, states and parts. */
export interface Chip {
  /** A condition's key; 'phrase' for words that were quoted, 'or' and 'and' for what is joined. */
  kind: Condition['key'] | 'phrase' | 'or' | 'and'
  /** A tag's names from the top down, else the value. */
  labels: string[]
  negated: boolean
  /** What to take out of the text, by `removeSpan`, to be rid of it. */
  at: Span
  /** What is joined. */
  parts: Chip[]
}

/** One chip for each thing that has to hold. */
export const describeChips = (tree: QueryNode): Chip[] => conjunctsOf(tree).map(chipOf)

function chipOf(node: QueryNode): Chip {
  const { at } = node
  if (node.kind === 'not') return { ...chipOf(node.part), negated: true, at }
  if (node.kind !== 'term') {
    return { kind: node.kind, labels: [], negated: false, at, parts: node.parts.map(chipOf) }
  }
  const kind = node.key === 'any' && node.exact ? 'phrase' : node.key
  return {
    kind,
    labels: node.key === 'tag' ? node.value.split('/') : [node.value],
    negated: false,
    at,
    parts: [],
  }
}
