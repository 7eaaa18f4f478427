/** What a style sheet uses an address for. */
type CssUse = 'import' | 'other'
export type CssMap = (url: string, use: CssUse) => string

interface Scan {
  css: string
  map: CssMap
  pieces: string[]
  copied: number
  /** Name of the function each open parenthesis belongs to, '' for a bare one. */
  functions: string[]
  /** The at-rule whose prelude is being read. */
  atRule: string
  /** The last name at the level of declarations, and the one a colon followed. */
  name: string
  property: string
}

const ESCAPE = String.raw`\\(?:[0-9a-f]{1,6}(?:\r\n|[ \t\n\r\f])?|[^0-9a-f\n\r\f])`
const NAME = String.raw`(?:--|-?(?:[a-z_\u0080-\uffff]|${ESCAPE}))(?:[\w\-\u0080-\uffff]|${ESCAPE})*`
const NUMBER = String.raw`(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?`
const TOKEN = new RegExp(
  [
    String.raw`\/\*[\s\S]*?(?:\*\/|$)`,
    String.raw`"(?:[^"\\\n\r\f]|\\(?:\r\n|[\s\S]|$))*"?`,
    String.raw`'(?:[^'\\\n\r\f]|\\(?:\r\n|[\s\S]|$))*'?`,
    // A number or hash swallows the name behind it: `1url(` is not a function.
    `(?:#(?:[\\w\\-\\u0080-\\uffff]|${ESCAPE})+|${NUMBER}(?:${NAME})?)`,
    `(@?${NAME})(\\()?`,
    '[(){};:]',
  ].join('|'),
  'gi',
)
const BARE_URL = new RegExp(
  String.raw`[ \t\n\r\f]*((?:[^"'()\\\s]|${ESCAPE})*)[ \t\n\r\f]*(?:\)|$)`,
  'iy',
)
const BAD_URL = /(?:[^)\\]|\\[\s\S])*\)?/y
const QUOTE_NEXT = /[ \t\n\r\f]*["']/y
/** Nothing without one of these can hold an address; a backslash may hide any of them. */
const MAY_REFER = /url|src|image|import|\\|--/i

/**
 * Replaces every address a browser could load from CSS. Follows the grammar of CSS Syntax, escapes and
 * all, because what it overlooks a hostile sheet would load; `@namespace` is left alone, it loads nothing.
 */
export function rewriteCss(css: string, map: CssMap): string {
  if (!MAY_REFER.test(css)) return css
  return rewrite(css.replaceAll('\0', '\ufffd'), map)
}

function rewrite(css: string, map: CssMap): string {
  const scan: Scan = {
    css,
    map,
    pieces: [],
    copied: 0,
    functions: [],
    atRule: '',
    name: '',
    property: '',
  }
  const token = new RegExp(TOKEN)
  for (let found = token.exec(css); found; found = token.exec(css)) {
    token.lastIndex = step(scan, found)
  }
  scan.pieces.push(css.slice(scan.copied))
  return scan.pieces.join('')
}

/** Handles one token and returns where the next one begins. */
function step(scan: Scan, found: RegExpExecArray): number {
  const [token, name, paren] = found
  const end = found.index + token.length
  if (name?.startsWith('@')) startAtRule(scan, name, paren)
  else if (name && paren) return functionToken(scan, name, found.index, end)
  else if (name) scan.name = scan.functions.length === 0 ? name : scan.name
  else if (/^["']/.test(token)) stringToken(scan, token, found.index)
  else if (token.length === 1) punctuation(scan, token)
  return end
}

function startAtRule(scan: Scan, name: string, paren?: string): void {
  scan.atRule = unescapeCss(name.slice(1)).toLowerCase()
  if (paren) scan.functions.push('')
}

function punctuation(scan: Scan, mark: string): void {
  if (mark === '(') scan.functions.push('')
  else if (mark === ')') scan.functions.pop()
  else if (mark === ':') {
    if (scan.functions.length === 0) scan.property = unescapeCss(scan.name)
  } else {
    // Braces and semicolons inside a custom property's block end nothing, but over-matching is harmless.
    scan.atRule = ''
    scan.property = ''
    if (mark !== ';') scan.functions.length = 0
  }
}

function functionToken(scan: Scan, escapedName: string, at: number, end: number): number {
  const name = unescapeCss(escapedName).toLowerCase()
  QUOTE_NEXT.lastIndex = end
  if (name !== 'url' || QUOTE_NEXT.test(scan.css)) {
    scan.functions.push(name)
    return end
  }
  BARE_URL.lastIndex = end
  const bare = BARE_URL.exec(scan.css)
  if (bare) {
    put(scan, at, BARE_URL.lastIndex, unescapeCss(bare[1] ?? ''))
    return BARE_URL.lastIndex
  }
  BAD_URL.lastIndex = end
  BAD_URL.test(scan.css)
  return BAD_URL.lastIndex
}

const TAKES_ADDRESS = /^(?:url|src|image|(?:-webkit-)?image-set)$/
const LOOKS_REMOTE =
  /^\s*(?:(?:https?|wss?|ftp|file|blob|filesystem|chrome|moz-extension|chrome-extension):|[\\/]{2})/i

function stringToken(scan: Scan, token: string, at: number): void {
  if (scan.atRule === 'namespace' || scan.atRule === 'charset') return
  const closed = token.length > 1 && token.at(-1) === token.charAt(0)
  const value = unescapeCss(token.slice(1, closed ? -1 : undefined))
  const inside = scan.functions.at(-1) ?? ''
  const isUrl = inside === 'url' || inside === 'src'
  // A custom property's string becomes an address where `image-set(var(--x))` uses it.
  const custom = scan.property.startsWith('--') && LOOKS_REMOTE.test(value)
  if (isUrl || custom) put(scan, at, at + token.length, value, 'string')
  else if (scan.atRule === 'import' || TAKES_ADDRESS.test(inside)) {
    put(scan, at, at + token.length, value)
  }
}

/** Writes the new address over what stands between `start` and `end`. */
function put(scan: Scan, start: number, end: number, url: string, as = 'url'): void {
  if (scan.atRule === 'namespace') return
  const use = scan.atRule === 'import' ? 'import' : 'other'
  const mapped = scan.map(url, use)
  if (mapped === url) return
  const text = cssString(mapped)
  scan.pieces.push(scan.css.slice(scan.copied, start), as === 'string' ? text : `url(${text})`)
  scan.copied = end
}

/** A CSS string token; `<` is escaped so that it can't end a `<style>` element it stands in. */
function cssString(value: string): string {
  const escaped = value.replace(/["\\\n\r\f<]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)
  return `"${escaped}"`
}

/** A name or string with its escapes resolved. */
function unescapeCss(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(
    /\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\n\r\f])?|(\r\n|[\n\r\f])|([\s\S])|$)/gi,
    (_, hex: string | undefined, _newline, char: string | undefined) =>
      hex ? codePoint(Number.parseInt(hex, 16)) : (char ?? ''),
  )
}

const codePoint = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
    ? '\ufffd'
    : String.fromCodePoint(code)
