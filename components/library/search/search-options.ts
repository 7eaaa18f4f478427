import type { MessageKey } from '../../../utils/i18n/t.ts'
import {
  type Completion,
  completeQuery,
  type Known,
  type Suggestion,
} from '../../../utils/search/query/complete-query.ts'
import { KEYS, lookUp } from '../../../utils/search/query/vocabulary.ts'

/** A line of the list under the search box. */
export interface SearchOption {
  kind: Suggestion['kind'] | 'recent'
  label: string
  /** Links it has. */
  count: number | undefined
  /** What a key asks for. */
  hint: MessageKey | undefined
  /** What the box holds once it is chosen, and where the caret is then. */
  text: string
  caret: number
}

const MOST_RECENT = 6

/** What may be meant: of an empty box the searches of before and the keys there are, else how what is typed may go on. */
export function searchOptions(
  text: string,
  caret: number,
  known: Known,
  recent: readonly string[],
  asked: boolean,
): SearchOption[] {
  const completion = completeQuery(text, caret, known)
  if (text.trim() === '') {
    return [
      ...recent.slice(0, MOST_RECENT).map(recentOption),
      ...completion.suggestions.map((each) => chosen(text, completion, each)),
    ]
  }
  // Behind a blank anything may follow: that is no reason to lay a list over what was found.
  if (completion.from === caret && !asked && !isBehindKey(text, caret)) return []
  return completion.suggestions
    .map((each) => chosen(text, completion, each))
    .filter((option) => option.text.trimEnd() !== text.trimEnd())
}

const isBehindKey = (text: string, caret: number): boolean => /[:：]$/.test(text.slice(0, caret))

const recentOption = (text: string): SearchOption => ({
  kind: 'recent',
  label: text,
  count: undefined,
  hint: undefined,
  text,
  caret: text.length,
})

function chosen(
  text: string,
  { from, to }: Completion,
  { kind, label, insert, count }: Suggestion,
): SearchOption {
  const behind = text.slice(to)
  // A value is complete, and the next word can follow; a key waits for its value.
  const gap = kind === 'key' || /^\s/.test(behind) ? '' : ' '
  const before = text.slice(0, from) + insert + gap
  const known = kind === 'tag' && count !== undefined
  return {
    kind,
    label,
    count: known ? count : undefined,
    hint: kind === 'key' ? hintOf(label.slice(0, -1)) : undefined,
    text: before + behind,
    caret: before.length,
  }
}

function hintOf(name: string): MessageKey | undefined {
  const key = lookUp(KEYS, name)
  return key && `searchKey.${key}`
}
