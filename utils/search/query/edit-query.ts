import type { Span } from '../../model/query-notice.ts'
import { parseQuery } from './parse-query.ts'
import { printQuery } from './print-query.ts'
import { type Condition, conjunctsOf, NOWHERE, type QueryNode } from './query-tree.ts'
import type { Language } from './vocabulary.ts'

/** What a text asks of a thing: that links have it, that they don't, or neither. */
export type Mode = 'include' | 'exclude' | 'off'

/** How a text stands to a condition. What is only one of several alternatives is off. */
export const modeOf = (tree: QueryNode, condition: Condition): Mode =>
  conjunctsOf(tree)
    .map((part) => modeIn(part, keyOf(termOf(condition))))
    .find((mode) => mode !== 'off') ?? 'off'

/**
 * The text changed so that it asks for a condition, for its opposite, or for neither. All else stays as it
 * was typed; where that can't be, as where quotation marks are open on both ways, the text is written anew.
 */
export function setMode(
  text: string,
  condition: Condition,
  mode: Mode,
  language: Language = 'en',
): string {
  const term = termOf(condition)
  const key = keyOf(term)
  const parts = conjunctsOf(parseQuery(text).tree)
  const about = parts.filter((part) => modeIn(part, key) !== 'off')
  const added: QueryNode[] =
    mode === 'exclude' ? [{ kind: 'not', part: term, at: NOWHERE }] : [term]
  const wanted = parts.filter((part) => !about.includes(part)).concat(mode === 'off' ? [] : added)
  const isMeant = (tried: string) => sameParts(conjunctsOf(parseQuery(tried).tree), wanted)
  if (isMeant(text)) return text
  const print = (all: QueryNode[]) => printQuery({ kind: 'and', parts: all, at: NOWHERE }, language)
  const rest = about.reduceRight((left, { at }) => removeSpan(left, at), text)
  const inPlace = about.map(({ at }) => text.slice(0, at.from) + print(added) + text.slice(at.to))
  const tries =
    mode === 'off'
      ? [rest]
      : [...inPlace, joined(rest.trimEnd(), print(added)), joined(print(added), rest)]
  return tries.find(isMeant) ?? print(wanted)
}

const joined = (before: string, after: string): string => `${before} ${after}`.trim()

/** What a part that was taken out leaves at the edges of a text. */
const LEFT_OVER = /^[\s，、；]+|(?<![\s，、；])[\s，、；]+$/g

/** The text without a part of it, and without the blank that would be left beside it. */
export function removeSpan(text: string, { from, to }: Span): string {
  const before = text.slice(0, from)
  const after = text.slice(to)
  if (before.trim() === '' || after.trim() === '') return (before + after).replace(LEFT_OVER, '')
  if (/\s$/.test(before)) return before + after.trimStart()
  // A blank keeps apart what would else become one word.
  return /^\s/.test(after) ? before + after : `${before} ${after}`
}

const termOf = (condition: Condition): QueryNode => ({ kind: 'term', ...condition, at: NOWHERE })

/** As names compare: `tag:Rust` is `tag:rust`. */
const keyOf = (node: QueryNode): string => printQuery(node).normalize('NFKC').toLowerCase()

function modeIn(part: QueryNode, key: string): Mode {
  if (keyOf(part) === key) return 'include'
  return part.kind === 'not' && keyOf(part.part) === key ? 'exclude' : 'off'
}

const sameParts = (some: QueryNode[], others: QueryNode[]): boolean =>
  some.map(keyOf).sort().join('\n') === others.map(keyOf).sort().join('\n')
