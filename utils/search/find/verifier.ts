import { evaluateQuery } from '../query/evaluate-query.ts'
import type { QueryNode } from '../query/query-tree.ts'
import { pageTexts } from './page-texts.ts'
import { type Reading, readSearched } from './read-searched.ts'

/** Gives those ids whose links are what is asked for, by reading them. */
export type Verify = (ids: number[]) => Promise<Set<number>>

export function verifier(
  tree: QueryNode,
  { tags, broken }: Pick<Reading, 'tags' | 'broken'>,
  now: number,
  read = pageTexts(),
): Verify {
  const reading = { tags, broken, texts: asksForText(tree) ? read : undefined }
  return async (ids) => {
    if (ids.length === 0) return new Set()
    const links = await readSearched(ids, reading)
    const hits = [...links].filter(([, link]) => evaluateQuery(tree, link, now))
    return new Set(hits.map(([id]) => id))
  }
}

const asksForText = (node: QueryNode): boolean => {
  if (node.kind === 'term') return node.key === 'any' || node.key === 'text'
  return (node.kind === 'not' ? [node.part] : node.parts).some(asksForText)
}
