/*
 * Where the HTML parser leaves an element when a tree is written down tag by tag. As long as everything stands
 * where it was written, what the parser knows is a function of the open elements, so each place carries
 * the little it needs and every question is answered at once. Unsure cases answer no.
 */
import {
  BLOCKS,
  BREAKOUTS,
  HEAD_CONTENT,
  HEADINGS,
  IMPLIED_ENDS,
  PARTS,
  SCOPES,
  SPECIAL,
  words,
} from './parser-words.ts'

export const HTML_NS = 'http://www.w3.org/1999/xhtml'
export const SVG_NS = 'http://www.w3.org/2000/svg'
export const MATHML_NS = 'http://www.w3.org/1998/Math/MathML'

/** What the parser expects in a place. */
type Mode =
  | 'document'
  | 'body'
  | 'html'
  | 'head'
  | 'template'
  | 'table'
  | 'group'
  | 'row'
  | 'columns'
  | 'select'
  | 'optgroup'
  | 'option'
  | 'frameset'
  | 'svg'
  | 'math'
  | 'mathtext'
  | 'annotation'

/** The inside of an element, as the parser sees it. */
export interface Place {
  mode: Mode
  /** Name of the element it is the inside of; '' for a template's contents. */
  parent: string
  /** Elements around it that a tag could close, of the kinds below. */
  open: number
}

const P = 1
const A = 2
const NOBR = 4
const BUTTON = 8
const LI = 16
const DD = 32
const RUBY = 64
const FORM = 128

const OPENS: Readonly<Record<string, number>> = {
  p: P,
  a: A,
  nobr: NOBR,
  button: BUTTON,
  li: LI,
  dd: DD,
  dt: DD,
  ruby: RUBY,
  form: FORM,
}

const MODES: Readonly<Record<string, Mode>> = {
  html: 'html',
  head: 'head',
  table: 'table',
  tbody: 'group',
  thead: 'group',
  tfoot: 'group',
  tr: 'row',
  colgroup: 'columns',
  select: 'select',
  frameset: 'frameset',
}

/** All that a mode of its own takes; every other tag would close it, or be put elsewhere. */
const TAKES: Partial<Readonly<Record<Mode, ReadonlySet<string>>>> = {
  head: HEAD_CONTENT,
  table: words('caption colgroup thead tbody tfoot template style script'),
  group: words('tr template style script'),
  row: words('td th template style script'),
  columns: words('col template'),
  select: words('option optgroup hr template script'),
  optgroup: words('option template script'),
  option: words('template script'),
  frameset: words('frameset frame noframes'),
}

const FIRST_IN_TEMPLATE: Readonly<Record<string, Mode>> = {
  caption: 'table',
  colgroup: 'table',
  tbody: 'table',
  thead: 'table',
  tfoot: 'table',
  col: 'columns',
  tr: 'group',
  td: 'row',
  th: 'row',
}

/** The inside of a template or shadow root, where the parser starts afresh. */
export const freshPlace = (): Place => ({ mode: 'template', parent: '', open: 0 })

/**
 * Whether the parser leaves a start tag where it stands in `place`.
 * @param quirks the document is in quirks mode
 */
export function stays(
  el: Element,
  tag: string,
  space: string | null,
  place: Place,
  quirks: boolean,
): boolean {
  const { mode } = place
  if (mode === 'document') return tag === 'html' && space === HTML_NS
  if (mode === 'svg' || mode === 'math') return staysForeign(el, tag, space, mode)
  if (mode === 'annotation') {
    return tag === 'svg' ? space === SVG_NS : staysForeign(el, tag, space, 'math')
  }
  if (mode === 'mathtext' && /^(?:mglyph|malignmark)$/.test(tag)) return space === MATHML_NS
  if (space === SVG_NS || space === MATHML_NS) {
    return tag === (space === SVG_NS ? 'svg' : 'math') && TAKES[mode] === undefined
  }
  if (tag === 'svg' || tag === 'math') return false
  if (mode === 'template') return HEAD_CONTENT.has(tag) || staysInTemplate(tag, place, quirks)
  return TAKES[mode]?.has(tag) ?? staysInBody(tag, place, quirks)
}

/** A template takes anything as its first element, and then only what goes together with that. */
function staysInTemplate(tag: string, place: Place, quirks: boolean): boolean {
  place.mode = FIRST_IN_TEMPLATE[tag] ?? 'body'
  return place.mode !== 'body' || staysInBody(tag, place, quirks)
}

function staysForeign(
  el: Element,
  tag: string,
  space: string | null,
  mode: 'svg' | 'math',
): boolean {
  if (space !== (mode === 'svg' ? SVG_NS : MATHML_NS) || BREAKOUTS.has(tag)) return false
  if (tag !== 'font') return true
  return !['color', 'face', 'size'].some((name) => Element.prototype.hasAttribute.call(el, name))
}

function staysInBody(tag: string, { open, parent }: Place, quirks: boolean): boolean {
  if (PARTS.has(tag)) return false
  if (open & P && (BLOCKS.has(tag) || (tag === 'table' && !quirks))) return false
  if (HEADINGS.has(tag)) return !HEADINGS.has(parent)
  if (tag === 'option' || tag === 'optgroup') return parent !== 'option'
  if (/^r(?:[bpt]|tc)$/.test(tag)) return !(open & RUBY && IMPLIED_ENDS.has(parent))
  return !(open & (OPENS[tag] ?? 0)) || tag === 'p' || tag === 'ruby'
}

/** Whether the parser leaves text where it stands. */
export function textStays(data: string, { mode }: Place): boolean {
  const strict = /^(?:head|html|table|group|row|columns|frameset)$/.test(mode)
  return !strict || !/[^\t\n\f\r ]/.test(data)
}

/** The inside of an element that stands in `outer`. */
export function placeIn(el: Element, tag: string, space: string | null, outer: Place): Place {
  if (space === SVG_NS) return svgPlace(tag, outer)
  if (space === MATHML_NS) return mathPlace(el, tag, outer)
  let { open } = outer
  if (SCOPES.has(tag)) open &= ~(P | BUTTON | NOBR | RUBY)
  if (/^(?:applet|caption|marquee|object|t[dh])$/.test(tag)) open &= ~A
  if (tag === 'button') open &= ~P
  if (SPECIAL.has(tag) && !/^(?:address|div|p)$/.test(tag)) open &= ~(LI | DD)
  return { mode: htmlMode(tag, outer.mode), parent: tag, open: open | (OPENS[tag] ?? 0) }
}

function htmlMode(tag: string, outer: Mode): Mode {
  const inSelect = outer === 'select' || outer === 'optgroup'
  if (inSelect && (tag === 'option' || tag === 'optgroup')) return tag
  return MODES[tag] ?? 'body'
}

/** Inside of foreign elements that hold HTML again; they bound what an end tag may reach. */
const inForeign = (outer: Place) => outer.open & (A | FORM)

function svgPlace(tag: string, outer: Place): Place {
  if (!/^(?:foreignObject|desc|title)$/.test(tag))
    return { mode: 'svg', parent: tag, open: outer.open }
  return { mode: 'body', parent: tag, open: inForeign(outer) }
}

function mathPlace(el: Element, tag: string, outer: Place): Place {
  if (/^m(?:[inos]|text)$/.test(tag))
    return { mode: 'mathtext', parent: tag, open: inForeign(outer) }
  if (tag !== 'annotation-xml') return { mode: 'math', parent: tag, open: outer.open }
  const encoding = Element.prototype.getAttribute.call(el, 'encoding') ?? ''
  const html = /^(?:text\/html|application\/xhtml\+xml)$/i.test(encoding)
  return { mode: html ? 'body' : 'annotation', parent: tag, open: inForeign(outer) }
}
