import type { QueryReason } from '../../model/query-notice.ts'
import { splitPath, TAG_SEPARATOR } from '../../model/tag-tree.ts'
import type { Condition, TermKey } from './query-tree.ts'
import { isOfWords } from './query-tree.ts'
import { readDay } from './read-day.ts'
import { readSite } from './read-site.ts'
import type { Token } from './read-tokens.ts'
import { choicesOf, type Key, lookUp } from './vocabulary.ts'

/** What a key and a value ask for, or the reason why they ask for nothing. */
export function readCondition(asked: Key | undefined, token: Token): Condition | QueryReason {
  const { value, quoted } = token
  // Words in `in:(…)`, which says nothing, are words.
  const key = asked === 'in' ? 'any' : (asked ?? 'any')
  if (value === '') return 'no-value'
  if (isAddress(value) && (key === 'url' || (key === 'any' && !quoted))) {
    return { key: 'address', value, exact: false }
  }
  if (isOfWords(key)) return wordsOf(key, token)
  const read = readValue(key, value)
  return read ? { key, value: read, exact: false } : (REASONS[key] ?? 'bad-date')
}

const REASONS: { readonly [key in TermKey]?: QueryReason } = {
  tag: 'no-value',
  site: 'bad-site',
  is: 'unknown-value',
  has: 'unknown-value',
  lang: 'bad-language',
}

/** The canonical form of a value; '' or undefined for one that a key can't have. */
function readValue(key: TermKey, value: string): string | undefined {
  switch (key) {
    case 'tag':
      return splitPath(value).join(TAG_SEPARATOR)
    case 'site':
      return readSite(value)
    case 'is':
    case 'has':
      return lookUp(choicesOf(key), value)
    case 'lang':
      return (
        lookUp(choicesOf(key), value) ??
        /^[a-z]{2,3}([-_][a-z\d]{2,8})*$/i.exec(value)?.[0].toLowerCase()
      )
    default:
      return readDay(value)
  }
}

/**
 * Words find what begins with them, phrases end where a word does: unless they end with a star, or are
 * still being typed, when what is found should not vanish and come back with each letter.
 */
function wordsOf(key: TermKey, { value, quoted, unclosed }: Token): Condition {
  const text = cutStar(value, quoted)
  return { key, value: text, exact: quoted && !unclosed && text === value }
}

/** Of words only a star behind a letter says that: others are names, such as `A**`. */
export function cutStar(value: string, quoted: boolean): string {
  const text = value.replace(quoted ? /\*$/ : /(?<=[\p{L}\p{N}])\*$/u, '').trim()
  return text === '' ? value : text
}

export const isAddress = (value: string): boolean => /^[a-z][a-z0-9+.-]{0,20}:\/\/./i.test(value)
