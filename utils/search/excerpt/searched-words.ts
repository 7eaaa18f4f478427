import { isOfWords, type QueryNode, type Term } from '../query/query-tree.ts'
import type { Field } from '../query/vocabulary.ts'

/** Words that hits have, and where; `any` stands for anywhere. */
export type SearchedWords = Pick<Term, 'value' | 'exact'> & { key: Field | 'any' }

/** The words of a query that hits may have, each once; not those that they must not have. */
export function searchedWords(node: QueryNode, wanted = true): SearchedWords[] {
  if (node.kind === 'not') return searchedWords(node.part, !wanted)
  if (node.kind !== 'term') return node.parts.flatMap((part) => searchedWords(part, wanted))
  const { key, value, exact } = node
  return wanted && isOfWords(key) && value !== '' ? [{ key, value, exact }] : []
}

/** Those that are looked for in one part of a link. */
export const wordsFor = (words: readonly SearchedWords[], field: Field): SearchedWords[] =>
  words.filter(({ key }) => key === 'any' || key === field)
