import { HTML_NS } from '../replay/namespaces.ts'
import {
  attribute,
  createNear,
  documentElementOf,
  dropAttribute,
  firstElementOf,
  nameOf,
  setAttribute,
  spaceOf,
} from '../replay/safe-dom.ts'
import {
  type Highlight,
  highlightsOf,
  isHighlighted,
  type Piece,
  piecesOf,
} from '../replay/state/highlights.ts'
import { everyElement } from './every-element.ts'

/** Nothing of the page's sheets reaches these elements. */
const UNSTYLED = 'all:unset!important;'
/** What `::highlight()` may set. */
const PAINTED = /^(?:color|background-color|text-(?:decoration.*|shadow))$/
/** What holds no elements, or shows none of them. */
const TEXT_ONLY = /^(?:select|optgroup|option|textarea|title|style|script|iframe|no\w+|xmp)$/

/** Parsers nest 512 levels at most. */
const MOST_OVER = 30

interface Placed extends Piece {
  /** When its highlight is painted. */
  place: number
}

/**
 * Stands elements in for what a script highlighted, since a file has no script to do it again: one around
 * each text, which neighbours are to look past, and in it one for each highlight of a part.
 */
export function wrapHighlights(doc: Document): void {
  const found = highlightsOf(doc)
  const order = orderOf(found?.names ?? [])
  const looks = found?.looks.map((each) => forced(each, doc)) ?? []
  dropAttribute(documentElementOf(doc), 'data-linkshot-highlights')
  for (const element of [...everyElement(doc)].filter(isHighlighted)) {
    const pieces = piecesOf(element, rootOf(element))
    for (const end of ['', '-root']) dropAttribute(element, `data-linkshot-highlight${end}`)
    if (spaceOf(element) !== HTML_NS || TEXT_ONLY.test(nameOf(element))) continue
    const placed = pieces.map((each) => ({ ...each, place: order.get(each.highlight) ?? -1 }))
    for (const [text, own] of Map.groupBy(placed, (each) => each.text)) wrap(text, own, looks)
  }
}

/** Which is painted before which: by priority, then as they were registered. */
function orderOf(names: Highlight[]): Map<number, number> {
  const sorted = names.map(({ priority }, index) => ({ priority, index }))
  sorted.sort((a, b) => a.priority - b.priority)
  return new Map(sorted.map(({ index }, place) => [index, place]))
}

/** Only what `::highlight()` may set, whatever else the text says. */
function forced(look: string, doc: Document): string {
  const { style } = createNear(documentElementOf(doc), 'i') as HTMLElement
  // Shadows of what is below lie under a background.
  style.cssText = look.includes('background-color') ? `text-shadow:none;${look}` : look
  const set = Array.from(style).filter((name) => PAINTED.test(name))
  return set.map((name) => `${name}:${style.getPropertyValue(name)}!important;`).join('')
}

/** What stands in a declarative shadow root. */
function rootOf(host: Element): DocumentFragment | null {
  const first = firstElementOf(host)
  const root = first instanceof HTMLTemplateElement && attribute(first, 'shadowrootmode')
  return root ? first.content : null
}

function wrap(text: Text, pieces: Placed[], looks: string[]): void {
  const whole = createNear(text, 'linkshot-text')
  setAttribute(whole, 'data-linkshot-mark', '')
  setAttribute(whole, 'style', UNSTYLED)
  const { data } = text
  const starting = Map.groupBy(pieces, ({ start }) => start)
  const places = new Set([0, ...pieces.flatMap(({ start, end }) => [start, end]), data.length])
  const cuts = [...places].sort((a, b) => a - b)
  let over: Placed[] = []
  for (const [at, start] of cuts.slice(0, -1).entries()) {
    const open = [...over, ...(starting.get(start) ?? [])].filter(({ end }) => end > start)
    over = open.sort((a, b) => a.place - b.place).slice(-MOST_OVER)
    whole.append(marked(text, data.slice(start, cuts[at + 1]), over, looks))
  }
  text.replaceWith(whole)
}

/** A part of a text, in the elements of all its highlights: what is painted first is the outer one. */
function marked(near: Node, part: string, pieces: Placed[], looks: string[]): Node {
  const inner: Node = new Text(part)
  return pieces.reduceRight((held, { look, place }, at) => {
    // Ranges of one highlight may overlap; it is painted once.
    if (pieces[at + 1]?.place === place) return held
    const mark = createNear(near, 'linkshot-mark') as HTMLElement
    setAttribute(mark, 'style', UNSTYLED + (looks[look] ?? ''))
    mark.append(held)
    return mark as Node
  }, inner)
}
