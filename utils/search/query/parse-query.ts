import type { QueryNotice, Span } from '../../model/query-notice.ts'
import { balanceGroups } from './balance-groups.ts'
import { NOWHERE, type ParsedQuery, type QueryNode } from './query-tree.ts'
import { readTokens, type Token } from './read-tokens.ts'
import { readCondition } from './read-value.ts'
import { tell } from './tell.ts'
import type { Key } from './vocabulary.ts'

/** Nobody reads more of them. */
const MOST_NOTICES = 20

/** What a typed text means, and what of it could not be understood. Never fails. */
export function parseQuery(text: string): ParsedQuery {
  const notices: QueryNotice[] = []
  const { tokens, scopes } = balanceGroups(readTokens(text), notices)
  const state: State = { tokens, scopes, notices, next: 0, end: text.length }
  const tree = readGroup(state, scopes.get(undefined))
  notices.sort((a, b) => a.at.from - b.at.from)
  return {
    tree: tree ?? { kind: 'and', parts: [], at: NOWHERE },
    notices: notices.slice(0, MOST_NOTICES),
  }
}

interface State {
  tokens: Token[]
  scopes: ReturnType<typeof balanceGroups>['scopes']
  notices: QueryNotice[]
  next: number
  /** Where groups end that nobody closed. */
  end: number
}

/** Alternatives joined by OR. Some may have been left out, as what was typed for them means nothing. */
interface Chain {
  from: number
  to: number
  parts: QueryNode[]
}

/**
 * Reads to the end of a group. OR joins its two neighbours and nothing else, as in web searches: what is
 * added to a text behind a blank is then always one more thing that has to hold.
 */
function readGroup(state: State, key: Key | undefined): QueryNode | undefined {
  const chains: Chain[] = []
  let joins = false
  for (let token = state.tokens[state.next]; token; token = state.tokens[state.next]) {
    if (token.kind === 'close') break
    if (token.kind === 'or') {
      state.next++
      joins = (joins || chains.length > 0) && beginsOperand(state.tokens[state.next])
      if (!joins) tell(state.notices, 'missing-operand', token)
    } else {
      const part = readOperand(state, key)
      const chain = (joins && chains.pop()) || { from: token.from, to: 0, parts: [] }
      if (part) chain.parts.push(part)
      chain.to = state.tokens[state.next - 1]?.to ?? state.end
      chains.push(chain)
      joins = false
    }
  }
  return joinAll(chains)
}

const beginsOperand = (token: Token | undefined): boolean =>
  token !== undefined && token.kind !== 'close' && token.kind !== 'or'

function readOperand(state: State, key: Key | undefined): QueryNode | undefined {
  const first = state.tokens[state.next++]
  let token = first
  let negated = false
  while (token?.kind === 'not') {
    negated = !negated
    if (!beginsOperand(state.tokens[state.next])) {
      return tell(state.notices, 'missing-operand', token)
    }
    token = state.tokens[state.next++]
  }
  if (!first || !token) return undefined
  const part = token.kind === 'open' ? readInner(state, token, key) : readTerm(state, token, key)
  if (!part) return undefined
  const at = { from: first.from, to: part.at.to }
  if (negated === token.negated) return { ...part, at }
  return part.kind === 'not' ? { ...part.part, at } : { kind: 'not', part, at }
}

function readInner(state: State, open: Token, key: Key | undefined): QueryNode | undefined {
  const inner = readGroup(state, state.scopes.get(open) ?? open.key ?? key)
  const close = state.tokens[state.next++]
  // What is alone in a group stands for all of it.
  return inner && { ...inner, at: { from: open.from, to: close?.to ?? state.end } }
}

function readTerm(
  { notices }: State,
  token: Token,
  groupKey: Key | undefined,
): QueryNode | undefined {
  if (token.unclosed) tell(notices, 'unclosed-quote', token)
  const key = token.key ?? groupKey
  const condition = readCondition(key, token)
  if (typeof condition !== 'string') {
    return { kind: 'term', ...condition, at: { from: token.from, to: token.to } }
  }
  // Quotation marks without a key and with nothing in them are words still to come.
  return key && tell(notices, condition, token, key)
}

/** All that has to hold in a group. What is a group of the same kind again is one with it. */
function joinAll(chains: Chain[]): QueryNode | undefined {
  const ors = chains.map(({ from, to, parts }) => joined('or', parts, { from, to }))
  const parts = ors.filter((part) => part !== undefined)
  const at = { from: parts[0]?.at.from ?? 0, to: parts.at(-1)?.at.to ?? 0 }
  return joined('and', parts, at)
}

function joined(kind: 'and' | 'or', parts: QueryNode[], at: Span): QueryNode | undefined {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]))
  const [only] = flat
  return flat.length > 1 ? { kind, parts: flat, at } : only && { ...only, at }
}
