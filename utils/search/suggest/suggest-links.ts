import { linksByIds } from '../../db/queries.ts'
import type { Link } from '../../model/link.ts'
import { readableAddress } from '../../shared/readable-address.ts'
import { findHits } from '../excerpt/find-hits.ts'
import { markText } from '../excerpt/make-excerpt.ts'
import { type SearchedWords, searchedWords, wordsFor } from '../excerpt/searched-words.ts'
import { openSearch } from '../find/open-search.ts'
import { pageTexts } from '../find/page-texts.ts'
import { openIndex } from '../index/open-index.ts'
import { parseQuery } from '../query/parse-query.ts'
import type { QueryNode } from '../query/query-tree.ts'
import type { SuggestedLink } from './suggested-link.ts'

/** Nobody waits longer for what an address bar suggests: then it shows what was found by then. */
const PATIENCE_MS = 300

const INDEX = openIndex()
const TEXTS = pageTexts()

/** Columns of an excerpt nobody sees. */
const ANY_ROOM = 64

/**
 * Links outside the trash that a query asks for, newest first: those that are named so before those that say so in
 * their text.
 */
export async function suggestLinks(
  query: string,
  most: number,
  signal: AbortSignal,
): Promise<SuggestedLink[]> {
  const { tree } = parseQuery(query)
  if (tree.kind === 'and' && tree.parts.length === 0) return []
  const ids = await newest(inNames(tree), most, signal)
  if (ids.length < most) ids.push(...(await newest(tree, most, signal)))
  const found = await linksByIds([...new Set(ids)].slice(0, most))
  const links = found.filter((link) => link !== undefined)
  const words = searchedWords(tree)
  const several = links.filter(({ versions }) => versions > 1)
  const hits = await findHits(several, { words, room: ANY_ROOM, read: TEXTS })
  return links.map((link) => ({ ...marked(link, words), older: hits.get(link.id)?.older }))
}

async function newest(tree: QueryNode, most: number, signal: AbortSignal): Promise<number[]> {
  const asked = { tree, scope: 'all', order: 'newest' } as const
  const search = await openSearch(asked, signal, { reader: INDEX })
  return search.next(most, PATIENCE_MS)
}

/** The same query with its words in titles and addresses instead of anywhere. */
function inNames(node: QueryNode): QueryNode {
  if (node.kind === 'not') return node
  if (node.kind !== 'term') return { ...node, parts: node.parts.map(inNames) }
  if (node.key !== 'any') return node
  const parts: QueryNode[] = [
    { ...node, key: 'title' },
    { ...node, key: 'url' },
  ]
  return { kind: 'or', parts, at: node.at }
}

const marked = ({ url, title }: Link, words: readonly SearchedWords[]): SuggestedLink => ({
  url,
  title: markText(title, wordsFor(words, 'title')),
  address: markText(readableAddress(url), wordsFor(words, 'url')),
})
