import type { Tag } from '../../../utils/model/link.ts'
import { tagPath } from '../../../utils/model/tag-tree.ts'
import { removeSpan, setMode } from '../../../utils/search/query/edit-query.ts'
import { parseQuery } from '../../../utils/search/query/parse-query.ts'
import {
  type Condition,
  conjunctsOf,
  type QueryNode,
} from '../../../utils/search/query/query-tree.ts'
import { foldName } from '../../ui/match-tags.ts'
import { type Route, SCOPES } from '../route.ts'

type Asked = Pick<Route, 'scope' | 'q' | 'tags' | 'not'>

/** What a view asks for, in the query language; '' for the whole library. */
export function queryOf({ scope, q, tags, not }: Asked, byId: ReadonlyMap<number, Tag>): string {
  const paths = (ids: number[]) => ids.flatMap((id) => pathOf(id, byId))
  let text = q.trim()
  for (const path of paths(tags)) text = setMode(text, tagged(path), 'include')
  for (const path of paths(not)) text = setMode(text, tagged(path), 'exclude')
  return scope === 'all'
    ? text
    : setMode(text, { key: 'is', value: scope, exact: false }, 'include')
}

function pathOf(id: number, byId: ReadonlyMap<number, Tag>): string[] {
  const tag = byId.get(id)
  return tag ? [tagPath(tag, byId)] : []
}

const tagged = (path: string): Condition => ({ key: 'tag', value: path, exact: false })

/** The view of a query: tags and one state become filters, all else stays words to search for. */
export function viewOf(query: string, byId: ReadonlyMap<number, Tag>): Asked {
  const ids = new Map([...byId.values()].map((tag) => [foldName(tagPath(tag, byId)), tag.id]))
  const view: Asked = { scope: 'all', q: query, tags: [], not: [] }
  for (const part of conjunctsOf(parseQuery(query).tree).toReversed())
    if (takeOver(view, part, ids)) view.q = removeSpan(view.q, part.at)
  view.tags.reverse()
  view.not.reverse()
  return view
}

/** @returns whether the view asks for a part of the query by its filters now */
function takeOver(view: Asked, part: QueryNode, ids: ReadonlyMap<string, number>): boolean {
  const term = part.kind === 'not' ? part.part : part
  if (term.kind !== 'term') return false
  const tag = term.key === 'tag' ? ids.get(foldName(term.value)) : undefined
  if (tag !== undefined) {
    view[part.kind === 'not' ? 'not' : 'tags'].push(tag)
    return true
  }
  const scope =
    term.key === 'is' && part.kind === 'term' && SCOPES.find((each) => each === term.value)
  if (!scope || view.scope !== 'all') return false
  view.scope = scope
  return true
}
