import { readQuoted } from './quotes.ts'
import { KEYS, type Key, lookUp, operatorOf } from './vocabulary.ts'

export interface Token {
  /** `open` may have a key, as in `title:(a b)`. */
  kind: 'value' | 'open' | 'close' | 'or' | 'and' | 'not'
  from: number
  to: number
  /** A dash is right before it; before an operator it says nothing. */
  negated: boolean
  key?: Key
  /** What stands before the value: `标签：`, or '' without a key. */
  prefix: string
  value: string
  /** Where the value begins, its quotation mark included. */
  valueFrom: number
  quoted: boolean
  /** Its quotation mark is still open. */
  unclosed: boolean
}

/** What is between terms: blanks, marks of sentences as Chinese has them, closing quotes, a dash on its own. */
const BLANK = /(?:[\s\u200b，、；。！？」』»]|[-－−](?=[\s\u200b，、；。！？」』»)）|｜]|$))+/y
const WORD = /[^\s\u200b，、；。！？」』»()（）"“”„＂«「『|｜]+/y
const NEGATION = /[-－−](?![-－−])/y
const KEY = /(\p{L}{1,9})[:：](?!\/\/)/uy
/** Addresses may have parentheses in them, but a pair is either inside or outside. */
const ADDRESS =
  /[a-z][a-z0-9+.-]{0,20}:\/\/(?:[^\s\u200b，、；。！？()（）"“”„＂«»「」『』|｜<>]|\([^\s\u200b，、；。！？()（）"“”„＂«»「」『』|｜<>]*\))+/iy
const MARK = /[|｜]+|[)）]/y

/** The length of what a pattern finds at a place, 0 for nothing. */
function lengthAt(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.exec(text)?.[0].length ?? 0
}

/** Cuts a text into tokens, each character once. Never fails. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (;;) {
    at += lengthAt(BLANK, text, at)
    if (at >= text.length) return tokens
    const token = readToken(text, at)
    tokens.push(token)
    at = token.to
  }
}

function readToken(text: string, from: number): Token {
  const mark = lengthAt(MARK, text, from)
  const dash = lengthAt(NEGATION, text, from)
  const start = from + dash
  const { key, to: valueFrom } = readKey(text, start)
  const read = mark > 0 ? bare(text, from, from + mark) : readValue(text, valueFrom)
  const kind = kindOf(text.charAt(valueFrom), key, read)
  return {
    kind,
    from,
    negated: dash > 0,
    ...(key ? { key } : {}),
    prefix: text.slice(start, valueFrom),
    valueFrom,
    ...read,
    to: kind === 'open' ? valueFrom + 1 : read.to,
  }
}

function kindOf(first: string, key: Key | undefined, { value, quoted }: Read): Token['kind'] {
  if (/[(（]/.test(first)) return 'open'
  if (key || quoted) return 'value'
  if (/[)）]/.test(first)) return 'close'
  return /[|｜]/.test(first) ? 'or' : (operatorOf(value) ?? 'value')
}

/** `in:title:words` says the same as `title:words`. */
function readKey(text: string, from: number): { key: Key | undefined; to: number } {
  const outer = readName(text, from)
  const inner = outer.key === 'in' ? readName(text, outer.to) : outer
  return inner.key ? inner : outer
}

function readName(text: string, from: number): { key: Key | undefined; to: number } {
  KEY.lastIndex = from
  const [all = '', name = ''] = KEY.exec(text) ?? []
  const key = lookUp(KEYS, name)
  return { key, to: key ? from + all.length : from }
}

type Read = Pick<Token, 'value' | 'to' | 'quoted' | 'unclosed'>

const bare = (text: string, from: number, to: number): Read => ({
  value: text.slice(from, to),
  to,
  quoted: false,
  unclosed: false,
})

const readValue = (text: string, from: number): Read =>
  readQuoted(text, from) ??
  bare(text, from, from + (lengthAt(ADDRESS, text, from) || lengthAt(WORD, text, from)))

/** Whether a value can stand behind a key without quotation marks; with slashes it would be an address. */
export function isBare(value: string): boolean {
  const read = readValue(value, 0)
  return !read.quoted && !/^(?:\/\/|$)/.test(value) && read.to === value.length
}
