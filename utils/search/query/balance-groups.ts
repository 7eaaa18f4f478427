import type { QueryNotice } from '../../model/query-notice.ts'
import type { Token } from './read-tokens.ts'
import { tell } from './tell.ts'
import { FIELDS, type Field, lookUp } from './vocabulary.ts'

/** Deeper than anybody writes, and shallow enough for functions that call themselves. */
const MOST_DEPTH = 50

interface Balanced {
  tokens: Token[]
  /** What the words in a group are looked for in, by what opens it; `undefined` for those in none. */
  scopes: ReadonlyMap<Token | undefined, Field>
}

/** Tokens without parentheses that close nothing, and without what `in:` says of the words around it. */
export function balanceGroups(all: Token[], notices: QueryNotice[]): Balanced {
  const open: Token[] = []
  const scopes = new Map<Token | undefined, Field>()
  let ignored = 0
  const tokens = all.filter((token) => {
    const { kind, key, negated } = token
    if (kind === 'open') {
      if (open.length < MOST_DEPTH) return open.push(token)
      if (ignored++ === 0) tell(notices, 'too-deep', token)
    } else if (kind === 'close') {
      if (ignored === 0) return open.pop() ?? tell(notices, 'unopened-group', token)
      ignored--
    } else if (kind === 'value' && key === 'in') {
      const field = readScope(token, notices)
      const group = open.at(-1)
      if (field && (negated || scopes.has(group))) tell(notices, 'second-scope', token)
      else if (field) scopes.set(group, field)
    } else return kind !== 'and'
    return false
  })
  for (const token of open) tell(notices, 'unclosed-group', token)
  return { tokens, scopes }
}

function readScope(token: Token, notices: QueryNotice[]): Field | undefined {
  const field = lookUp(FIELDS, token.value)
  if (!field) tell(notices, token.value ? 'unknown-value' : 'no-value', token, 'in')
  return field
}
