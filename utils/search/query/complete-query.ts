import { foldText } from '../index/fold.ts'
import { bareOrQuoted } from './print-query.ts'
import { readTokens, type Token } from './read-tokens.ts'
import {
  choicesOf,
  DAYS,
  KEYS,
  type Key,
  type Language,
  languageOf,
  nameIn,
  type Table,
  UNITS,
} from './vocabulary.ts'

/** A tag's path or a site's host, and how many links it has. */
export interface Counted {
  name: string
  count: number
}

export interface Known {
  tags: readonly Counted[]
  sites: readonly Counted[]
  language: Language
}

export interface Suggestion {
  kind: Key | 'key'
  /** What to show. */
  label: string
  /** What to put in the place of `from` to `to`. */
  insert: string
  /** Links it has; only of tags and sites. */
  count?: number
}

export interface Completion {
  from: number
  to: number
  /** The most likely first. */
  suggestions: Suggestion[]
}

/** What may be meant by what stands before the caret. */
export function completeQuery(text: string, caret: number, known: Known, most = 8): Completion {
  const token = readTokens(text).find(({ from, to }) => from < caret && caret <= to)
  if (token?.kind === 'value' && caret >= token.valueFrom) {
    const typed = foldText(text.slice(token.valueFrom + (token.quoted ? 1 : 0), caret))
    const suggestions = valuesFor(token, typed, known).slice(0, most)
    // What follows an open quotation mark may be words that are not of the value.
    return { from: token.valueFrom, to: token.unclosed ? caret : token.to, suggestions }
  }
  // Behind an operator or a closed group, and inside a key, nothing goes without a blank.
  const isFree = !token || token.kind === 'open'
  const suggestions = isFree ? keysFor('', known.language).slice(0, most) : []
  return { from: caret, to: caret, suggestions }
}

function valuesFor({ key, quoted, prefix }: Token, typed: string, known: Known): Suggestion[] {
  if (!key) {
    // What is in quotation marks can be no key.
    if (quoted) return []
    const tag = `${nameIn(KEYS.tag, known.language)}:`
    return [...keysFor(typed, known.language), ...countedFor('tag', typed, known.tags, tag)]
  }
  if (key === 'tag') return countedFor(key, typed, known.tags)
  if (key === 'site') return countedFor(key, typed, known.sites)
  const table = choicesOf(key)
  const language = languageOf(prefix)
  const isCount = table === DAYS && /^\d{1,3}$/.test(typed)
  return isCount
    ? namesFor(UNITS, '', language).map((unit) => plain(key, typed + unit))
    : namesFor(table, typed, language).map((name) => plain(key, name))
}

const plain = (kind: Suggestion['kind'], name: string): Suggestion => ({
  kind,
  label: name,
  insert: name,
})

const keysFor = (typed: string, language: Language): Suggestion[] =>
  namesFor(KEYS, typed, language).map((name) => plain('key', `${name}:`))

/** The main names of what goes by some name that begins as typed, in the language of what was typed. */
const namesFor = (table: Table, typed: string, language: Language): string[] =>
  Object.values(table)
    .filter((names) => names.some((name) => name.startsWith(typed)))
    .map((names) => nameIn(names, typed === '' ? language : languageOf(typed)))

/** Names that begin as typed, then those of which a part does, then those that have it anywhere; each by count. */
const countedFor = (kind: Key, typed: string, all: readonly Counted[], prefix = ''): Suggestion[] =>
  all
    .map((each) => ({ ...each, rank: rankOf(foldText(each.name), typed) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || b.count - a.count)
    .map(({ name, count }) => ({ kind, label: name, insert: prefix + bareOrQuoted(name), count }))

/** -1 for a name that has nothing to do with what was typed. */
const rankOf = (name: string, typed: string): number =>
  [
    name.startsWith(typed),
    name.split(/[/.\s-]/).some((part) => part.startsWith(typed)),
    name.includes(typed),
  ].indexOf(true)
