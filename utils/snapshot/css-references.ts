import { cssString, unescapeCss } from './css-text.ts'

/**
 * What a reference in a style sheet is for. One in a custom property is loaded from wherever that property is
 * used, and counts from there.
 */
export type CssReferenceKind = 'import' | 'font' | 'image' | 'property'

/** Gives the text to write in place of an absolute address, which stood there as `raw`. */
export type CssReplacer = (absoluteUrl: string, kind: CssReferenceKind, raw: string) => string

interface Scan {
  css: string
  base: string
  replace: CssReplacer
  pieces: string[]
  /** Everything before it is already in `pieces`. */
  copied: number
  /** One entry per open parenthesis: strings directly inside it are addresses. */
  parens: boolean[]
  braces: number
  /** Brace depth inside the innermost @font-face block, 0 outside. */
  fontDepth: number
  /** The at-rule whose address or block is still to come. */
  awaits: '' | 'import' | 'font' | 'namespace'
  /** Where the declaration being read begins. */
  declaration: number
}

// Only places where something can begin; all between two of them is skipped by the regex engine.
const START =
  /\/\*|["'\\{}();]|(?<![\w-])(?:url|src)\(|(?<![\w-])(?:-webkit-)?image-set\(|@(?:import|font-face|namespace)(?![\w-])/gi
const QUOTED_ARGUMENT = /\s*(["'])/y
// An escape is taken as a whole (the lookahead), or else a long run of them could be split in many ways.
const BARE_ARGUMENT =
  /\s*(?:((?:[^\s"'()\\]|\\(?=([\da-f]{1,6}\s?|[^\da-f]))\2)[^\s"'()\\]*(?:\\(?=([\da-f]{1,6}\s?|[^\da-f]))\3[^\s"'()\\]*)*)\s*)?(?:\)|$)/iy
const BAD_ARGUMENT = /[^)\\]*(?:\\[\s\S][^)\\]*)*\)?/y
const DOUBLE = /[^"\\\n\r\f]*(?:\\[\s\S][^"\\\n\r\f]*)*/y
const SINGLE = /[^'\\\n\r\f]*(?:\\[\s\S][^'\\\n\r\f]*)*/y
const PROPERTY = /\s*--/y
const KEPT = /^(?:#|$|(?:data|about|cid|javascript):)/i

/**
 * Replaces every address in a style sheet: `url()`, `src()`, strings of `image-set()` and `@import`.
 * One pass; comments, other strings, `data:` and fragment-only references stay as they are.
 */
export function rewriteCssReferences(css: string, baseUrl: string, replace: CssReplacer): string {
  const scan: Scan = {
    css,
    base: baseUrl,
    replace,
    pieces: [],
    copied: 0,
    parens: [],
    braces: 0,
    fontDepth: 0,
    awaits: '',
    declaration: 0,
  }
  const start = new RegExp(START)
  for (let found = start.exec(css); found; found = start.exec(css)) {
    start.lastIndex = Math.max(step(scan, found[0].toLowerCase(), found.index), start.lastIndex)
  }
  scan.pieces.push(css.slice(scan.copied))
  return scan.pieces.join('')
}

/** Handles what begins at `at` and returns where to go on. */
function step(scan: Scan, token: string, at: number): number {
  const after = at + token.length
  if (token === '/*') return commentEnd(scan.css, after)
  if (token === '\\') return at + 2
  if (token === '"' || token === "'") return stringToken(scan, token, at)
  if (token === 'url(' || token === 'src(') return urlToken(scan, token, at)
  if (token.endsWith('image-set(')) scan.parens.push(true)
  else if (token === '@import') scan.awaits = 'import'
  else if (token === '@font-face') scan.awaits = 'font'
  else if (token === '@namespace') scan.awaits = 'namespace'
  else punctuation(scan, token, after)
  return after
}

function commentEnd(css: string, from: number): number {
  const end = css.indexOf('*/', from)
  return end < 0 ? css.length : end + 2
}

function punctuation(scan: Scan, token: string, after: number): void {
  if (token === '(') scan.parens.push(false)
  else if (token === ')') scan.parens.pop()
  else scan.declaration = after
  if (token === '(' || token === ')') return
  if (token === ';') scan.awaits = ''
  else {
    // A brace ends any parenthesis left open by a broken declaration.
    scan.parens.length = 0
    if (token === '{') openBrace(scan)
    else closeBrace(scan)
  }
}

function openBrace(scan: Scan): void {
  scan.braces++
  if (scan.awaits === 'font' && !scan.fontDepth) scan.fontDepth = scan.braces
  scan.awaits = ''
}

function closeBrace(scan: Scan): void {
  if (scan.fontDepth === scan.braces) scan.fontDepth = 0
  scan.braces = Math.max(0, scan.braces - 1)
}

function stringToken(scan: Scan, quote: string, at: number): number {
  const end = stringEnd(scan.css, quote, at + 1)
  const isAddress = scan.awaits === 'import' || scan.parens.at(-1) === true
  if (isAddress) put(scan, at, end + 1, scan.css.slice(at + 1, end), '')
  return end + 1
}

/** Index of the closing quote, or of the line's end where it is missing. */
function stringEnd(css: string, quote: string, from: number): number {
  const body = quote === '"' ? DOUBLE : SINGLE
  body.lastIndex = from
  return body.test(css) ? body.lastIndex : from
}

function urlToken(scan: Scan, token: string, at: number): number {
  const from = at + 4
  QUOTED_ARGUMENT.lastIndex = from
  const quote = QUOTED_ARGUMENT.exec(scan.css)?.[1]
  if (quote) return quotedUrl(scan, token, at, quote)
  BARE_ARGUMENT.lastIndex = from
  const bare = token === 'url(' ? BARE_ARGUMENT.exec(scan.css) : null
  if (!bare) return noAddress(scan, token, from)
  const end = from + bare[0].length
  put(scan, at, end, bare[1] ?? '', token)
  return end
}

/** A function, or an address broken by a quote or blank, which ends with its parenthesis. */
function noAddress(scan: Scan, token: string, from: number): number {
  if (token === 'url(') {
    BAD_ARGUMENT.lastIndex = from
    BAD_ARGUMENT.test(scan.css)
    return BAD_ARGUMENT.lastIndex
  }
  scan.parens.push(false)
  return from
}

function quotedUrl(scan: Scan, token: string, at: number, quote: string): number {
  const first = QUOTED_ARGUMENT.lastIndex
  const end = stringEnd(scan.css, quote, first)
  const close = /\s*\)/y
  close.lastIndex = end + 1
  if (close.test(scan.css)) {
    put(scan, at, close.lastIndex, scan.css.slice(first, end), token)
    return close.lastIndex
  }
  // Modifiers follow the string: only the string is replaced.
  put(scan, first - 1, end + 1, scan.css.slice(first, end), '')
  scan.parens.push(false)
  return end + 1
}

/** Writes the replacement of the address `raw`, found between `start` and `end`. */
function put(scan: Scan, start: number, end: number, raw: string, token: string): void {
  if (scan.awaits === 'namespace') return
  const kind = kindHere(scan)
  if (scan.awaits === 'import') scan.awaits = ''
  const plain = unescapeCss(raw).trim()
  const url = resolve(plain, scan.base)
  if (!url) return
  const text = cssString(scan.replace(url, kind, plain))
  scan.pieces.push(scan.css.slice(scan.copied, start), token ? `${token}${text})` : text)
  scan.copied = end
}

function kindHere(scan: Scan): CssReferenceKind {
  if (scan.awaits === 'import') return 'import'
  if (scan.fontDepth) return 'font'
  PROPERTY.lastIndex = scan.declaration
  return PROPERTY.test(scan.css) ? 'property' : 'image'
}

function resolve(value: string, base: string): string {
  if (KEPT.test(value)) return ''
  try {
    return new URL(value, base).href
  } catch {
    return ''
  }
}
