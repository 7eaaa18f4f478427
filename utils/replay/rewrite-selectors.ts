import { attributeSelector } from './attribute-selectors.ts'
import { pastMarks, throughWrappers } from './child-selectors.ts'

/** What selectors of a kept page ask for and a replayed document shows by other means. */
export interface SelectorChange {
  /** Tokens of `data-linkshot-state` that occur in the document. */
  states: ReadonlySet<string>
  /** Renamed elements: their name, lower case, and the selector of what stands for them. */
  tags: ReadonlyMap<string, string>
  /** Attributes that some elements keep with another value than they had, or did not have at all. */
  attributes?: ReadonlySet<string>
  /** Gets the names of those that selectors asked for. */
  asked?: Set<string>
  /** Names of elements some of which stand for others: sheets that speak of these don't mean those. */
  standIns?: ReadonlySet<string>
  /** Elements without a box stand between some elements and their parents. */
  wrapped?: boolean
  /** Elements stand around texts, which siblings are not to count. */
  marked?: boolean
}

interface Bracket {
  close: string
  /** Names in it are selectors. */
  selectors: boolean
  /** They are so behind the word `of`. */
  afterOf?: boolean
  /** It counts siblings, as long as no `of` says which. */
  counts?: boolean
}

interface Piece {
  start: number
  end: number
  text: string
}

interface Scan {
  css: string
  change: SelectorChange
  pieces: string[]
  copied: number
  /** Open blocks: whether rules stand in them, or things no selector is among, such as key frames. */
  blocks: boolean[]
  /** Of the rule or declaration being read: nobody knows which before its `{` or `;`. */
  brackets: Bracket[]
  atRule: string
  /** Its first name and what the last token was, to tell custom properties and kinds of selectors. */
  first: string
  last: string
  custom: boolean
  found: Piece[]
}

const ESCAPE = String.raw`\\(?:[0-9a-f]{1,6}(?:\r\n|[ \t\n\r\f])?|[^0-9a-f\n\r\f])`
const NAME = String.raw`(?:--|-?(?:[a-z_\u0080-\uffff]|${ESCAPE}))(?:[\w\-\u0080-\uffff]|${ESCAPE})*`
const TOKEN = new RegExp(
  [
    String.raw`\/\*[\s\S]*?(?:\*\/|$)`,
    String.raw`"(?:[^"\\\n\r\f]|\\(?:\r\n|[\s\S]|$))*"?`,
    String.raw`'(?:[^'\\\n\r\f]|\\(?:\r\n|[\s\S]|$))*'?`,
    String.raw`url\([ \t\n\r\f]*(?!["' \t\n\r\f])(?:[^)\\]|\\[\s\S])*\)?`,
    // A hash or number swallows the name behind it.
    String.raw`#(?:[\w\-\u0080-\uffff]|${ESCAPE})+`,
    String.raw`[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:${NAME}|%)?`,
    `(@?${NAME})(\\()?`,
    String.raw`[^\s]`,
    String.raw`\s+`,
  ].join('|'),
  'gi',
)
/** Rules that hold rules; in all others of a name with @ there are no selectors. */
const HOLDS_RULES = /^@(?:media|supports|layer|container|starting-style|scope|-moz-document)$/
/** Functions whose arguments are selectors. */
const TAKES_SELECTORS =
  /^(?:is|where|not|has|matches|-webkit-any|-moz-any|host|host-context|slotted|cue|current)$/
const NTH_OF = /^nth-(?:last-)?child$/
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/**
 * Makes selectors find what stands in the kept document: elements with `data-linkshot-state` in place of
 * pseudo-classes, and renamed elements, at the same specificity. Only selectors change; one pass.
 */
export function rewriteSelectors(css: string, change: SelectorChange): string {
  if (!mayConcern(css, change)) return css
  const scan: Scan = { css, change, pieces: [], copied: 0, blocks: [], ...freshItem() }
  const token = new RegExp(TOKEN)
  for (let at = token.exec(css); at; at = token.exec(css)) {
    const [text, name, paren] = at
    if (text.startsWith('/*')) continue
    if (name) nameToken(scan, name, paren !== undefined, at.index)
    else mark(scan, text, at.index)
    scan.last = text === ':' && scan.last === ':' ? '::' : text
  }
  scan.pieces.push(css.slice(scan.copied))
  return scan.pieces.join('')
}

function mayConcern(
  css: string,
  { states, tags, wrapped, marked, attributes }: SelectorChange,
): boolean {
  if (wrapped && css.includes('>')) return true
  if (attributes?.size && css.includes('[')) return true
  if (marked && /[+*]|:(?:first|last|only|nth)-/i.test(css)) return true
  if (tags.size > 0) return css.includes('{')
  return (
    states.size > 0 && /:(?:[a-z-]*(?:valid|def|modal|open|full|indet|stat|target)|--)/i.test(css)
  )
}

const freshItem = (): Pick<
  Scan,
  'brackets' | 'atRule' | 'first' | 'last' | 'custom' | 'found'
> => ({ brackets: [], atRule: '', first: '', last: '', custom: false, found: [] })

/** All but names: what opens, closes or ends something. */
function mark(scan: Scan, text: string, at: number): void {
  const { brackets } = scan
  if (text === '*' && scan.change.marked) anyElement(scan, at)
  if (text === ':' && brackets.length === 0) scan.custom ||= isProperty(scan)
  if (text === '{' && brackets.length === 0 && !scan.custom) openBlock(scan, at)
  else if (CLOSING[text]) brackets.push({ close: CLOSING[text], selectors: isScope(scan, text) })
  else if (brackets.length > 0) closeBracket(scan, text, at)
  else if (text === '}') closeBlock(scan)
  else if (text === ';') Object.assign(scan, freshItem())
  else if (!/^\s/.test(text)) scan.first ||= text
}

/** Whether a colon here makes a custom property of what came before. */
const isProperty = ({ first, last }: Scan): boolean =>
  first.startsWith('--') && (last === first || /^\s/.test(last))

const isScope = ({ atRule, brackets }: Scan, text: string): boolean =>
  text === '(' && atRule === '@scope' && brackets.length === 0

/** Whether names stand for elements and their like here. */
const isSelector = ({ brackets, atRule }: Scan): boolean =>
  brackets.at(-1)?.selectors ?? atRule === ''

function anyElement(scan: Scan, start: number): void {
  if (isSelector(scan) && scan.css[start + 1] !== '|')
    scan.found.push({ start, end: start + 1, text: `*${NO_MARK}` })
}

function closeBracket(scan: Scan, text: string, at: number): void {
  if (text !== scan.brackets.at(-1)?.close) return
  const { counts, selectors } = scan.brackets.pop() ?? {}
  if (counts && !selectors) scan.found.push({ start: at, end: at, text: ` of ${NO_MARK}` })
  // Outside of any block a custom property is a rule without meaning, which its block ends.
  const ended = text === '}' && scan.blocks.length === 0 && scan.brackets.length === 0
  if (ended) Object.assign(scan, freshItem())
}

function openBlock(scan: Scan, end: number): void {
  const { atRule, blocks } = scan
  const rules = (blocks.at(-1) ?? true) && (atRule === '' || HOLDS_RULES.test(atRule))
  if (rules) {
    const pieces = piecesUntil(scan, end)
    const { wrapped, marked } = scan.change
    if (atRule || !(wrapped || marked)) scan.pieces.push(...pieces)
    else scan.pieces.push(pastStandIns(pieces.join(''), scan.change))
  }
  blocks.push(rules)
  Object.assign(scan, freshItem())
}

/** The text up to here with what was found in it replaced. */
function piecesUntil(scan: Scan, end: number): string[] {
  const pieces: string[] = []
  for (const found of scan.found) {
    pieces.push(scan.css.slice(scan.copied, found.start), found.text)
    scan.copied = found.end
  }
  pieces.push(scan.css.slice(scan.copied, end))
  scan.copied = end
  return pieces
}

/** The selector is what stands behind the last rule, declaration or comment. */
function pastStandIns(text: string, { wrapped, marked }: SelectorChange): string {
  const [before = ''] = /^[\s\S]*(?:[{};]|\*\/)/.exec(text) ?? []
  const selector = text.slice(before.length)
  const far = wrapped ? throughWrappers(selector) : selector
  return before + (marked ? pastMarks(far) : far)
}

function closeBlock(scan: Scan): void {
  scan.blocks.pop()
  Object.assign(scan, freshItem())
}

function nameToken(scan: Scan, name: string, opens: boolean, start: number): void {
  const { brackets, last } = scan
  const begins = scan.first === ''
  const inside = brackets.at(-1)
  const lower = name.toLowerCase()
  if (begins) scan.first = name
  if (begins && name.startsWith('@')) scan.atRule = lower
  else if (isSelector(scan)) selectorName(scan, lower, opens, start)
  else if (last === '[') attributeName(scan, lower, start - 1)
  if (inside?.afterOf && lower === 'of') inside.selectors = true
  if (!opens) return
  const within = (inside?.selectors ?? true) && last.startsWith(':')
  brackets.push({
    close: ')',
    selectors: within && TAKES_SELECTORS.test(lower),
    afterOf: within && NTH_OF.test(lower),
    counts: within && scan.change.marked === true && NTH_OF.test(lower),
  })
}

/** The first name behind a bracket, where that stands among selectors. */
function attributeName({ brackets, atRule, change, css, found }: Scan, name: string, at: number) {
  const around = brackets.at(-2)
  if (!(around ? around.selectors : !atRule) || !change.attributes?.has(name)) return
  const selector = attributeSelector(css, at, name)
  if (!selector) return
  found.push({ start: at, ...selector })
  change.asked?.add(name)
}

/** A name among selectors: of a pseudo-class or of an element; others stand behind a dot or the like. */
function selectorName(scan: Scan, name: string, opens: boolean, start: number): void {
  const { last, css, change } = scan
  const end = start + name.length
  const put = (from: number, to: number, text: string) =>
    scan.found.push({ start: from, end: to, text })
  if (last === ':') {
    const whole = opens ? stateFunction(css, name, start) : `:${css.slice(start, end)}`
    const counted = change.marked && !opens ? COUNTED.get(name) : undefined
    const text = counted ?? (whole && stateSelector(whole, change.states))
    if (text) put(start - 1, start - 1 + whole.length, text)
  } else if (!opens && !/^[.:|]/.test(last) && css[end] !== '|') {
    const other = change.tags.get(name)
    const own = change.standIns?.has(name) ? `${name}:where(:not([data-linkshot-tag]))` : name
    if (other) put(start, end, `:is(${own},${other})`)
    else if (own !== name) put(start, end, own)
  }
}

const STATE = new RegExp(String.raw`state\(\s*${NAME}\s*\)`, 'iy')

/** `:state(x)` as it is written, '' for other functions. */
function stateFunction(css: string, name: string, start: number): string {
  if (name !== 'state') return ''
  STATE.lastIndex = start
  const [found] = STATE.exec(css) ?? []
  return found ? `:${found}` : ''
}

/** What finds the same elements in the kept document, or '' where the pseudo-class finds them itself. */
function stateSelector(pseudo: string, states: ReadonlySet<string>): string {
  const [, inner, legacy] = /^:(?:state\(\s*(.*?)\s*\)|--(.*))$/is.exec(pseudo) ?? []
  const name = inner ?? legacy
  const token = name === undefined ? pseudo.slice(1).toLowerCase() : `state:${name}`
  const marked = (state: string) => `[data-linkshot-state~="${state}"]`
  const opposite = OPPOSITES.get(token)
  const other = opposite && states.has(opposite) ? `:where(:not(${marked(opposite)}))` : ''
  if (states.has(token)) return `:is(${pseudo}${other},${marked(token)})`
  return other && pseudo + other
}

const NO_MARK = ':where(:not([data-linkshot-mark]))'
const FIRST = `:nth-child(1 of ${NO_MARK})`
const LAST = `:nth-last-child(1 of ${NO_MARK})`
/** What finds these among siblings some of which only stand around texts. */
const COUNTED = new Map([
  ['first-child', FIRST],
  ['last-child', LAST],
  ['only-child', `${FIRST}:where(${LAST})`],
])

/** Elements recorded as one of the two are not the other, whatever the browser thinks of them. */
const OPPOSITES = new Map([
  ['valid', 'invalid'],
  ['invalid', 'valid'],
  ['user-valid', 'user-invalid'],
  ['user-invalid', 'user-valid'],
])
