import type { QueryNotice, Span } from '../../model/query-notice.ts'
import type { Field, Key } from './vocabulary.ts'

/** What a condition is of: 'any' are words looked for anywhere, 'address' is a whole address. */
export type TermKey = Exclude<Key, 'in'> | 'any' | 'address'

/** What one condition asks, however it was typed. */
export interface Condition {
  key: TermKey
  /**
   * A tag's path. A host, with a path if there was one. '2024', '2024-05', '2024-05-06' or so long ago: '0d', '2w',
   * '3m', '1y'. A state or part by its key in the vocabulary. A language's code. Else words as they were typed.
   */
  value: string
  /** Of words: they were quoted, so that they have to end where a word does. */
  exact: boolean
}

export type Term = Condition & { kind: 'term'; at: Span }
export type Group = { kind: 'and' | 'or'; parts: QueryNode[]; at: Span }
export type Not = { kind: 'not'; part: QueryNode; at: Span }

/** What a text means. An `and` of nothing is what an empty search means: everything. */
export type QueryNode = Group | Not | Term

export interface ParsedQuery {
  tree: QueryNode
  notices: QueryNotice[]
}

export const NOWHERE: Span = { from: 0, to: 0 }

/** What has to hold at once: each is one chip, and can be taken out alone. */
export const conjunctsOf = (tree: QueryNode): QueryNode[] =>
  tree.kind === 'and' ? tree.parts : [tree]

/** Whether a condition is of words, which are looked for in texts. */
export const isOfWords = (key: TermKey): key is Field | 'any' =>
  ['any', 'title', 'note', 'url', 'text'].includes(key)
