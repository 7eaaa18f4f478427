import * as dom from './dom.ts'
import type { DocumentContext } from './page-context.ts'
import type { Sliced } from './slices.ts'
import { createVisibleText } from './visible-text.ts'
import { type Level, walkLevels } from './walk-document.ts'

/** Where in what was read an element with all it holds stands. */
export interface Range {
  el: Element
  /** Its siblings' list, as it was. */
  level: Level
  out: [start: number, end: number]
  text: [start: number, end: number]
  boxes: [start: number, end: number]
  /** It brought nothing along but markup, text and boxes. */
  plain: boolean
}

/** Where reading stood when an element began. */
export interface Mark {
  out: number
  text: number
  boxes: number
  others: number
}

/** Smaller elements are read again with what is around them: noting all would cost more. */
const LEAST = 24
/** Who changes more often is taken as he was last seen. */
const PASSES = 2

export function markOf(d: DocumentContext): Mark {
  return {
    out: d.out.length,
    text: d.text.length(),
    boxes: d.boxes.length(),
    others: othersOf(d),
  }
}

/** How much there is besides markup, text and boxes; none of it ever becomes less. */
const othersOf = (d: DocumentContext): number =>
  d.parts.length +
  d.partsWritten +
  d.sheets +
  d.children.length +
  d.canvases +
  d.crops.length +
  d.state.layers +
  d.manual.size +
  d.frame.findings.later.length

/** Notes where an element stands that has just been read to its end. */
export function noteRange(el: Element, mark: Mark, level: Level, d: DocumentContext): void {
  if (!d.ranges || d.out.length - mark.out < LEAST || isTop(level, d)) return
  const { atEnd: _end, mark: _mark, ...list } = level
  d.ranges.set(el, {
    el,
    level: list,
    out: [mark.out, d.out.length],
    text: [mark.text, d.text.length()],
    boxes: [mark.boxes, d.boxes.length()],
    plain: mark.others === othersOf(d),
  })
}

/** Head, body and what stands beside them are more than their content. */
const isTop = ({ parent }: Level, { doc }: DocumentContext): boolean =>
  parent === null || parent === doc || parent === dom.documentOf.root(doc)

/** Reads again what the page changed behind the reading; `torn` is set where that needs the whole document. */
export function* readAgain(d: DocumentContext): Sliced<void> {
  const { changes } = d
  for (let pass = 0; pass < PASSES && changes.dirty.size > 0 && !changes.torn; pass++) {
    const units = unitsOf(d)
    changes.dirty.clear()
    // From the end, so that the places of those before stay what they are.
    for (const unit of units.sort((a, b) => b.out[0] - a.out[0])) yield* readUnit(unit, d)
    changes.note([], d.selected)
  }
  if (changes.any && !changes.torn) yield* d.boxes.measureAgain(d.frame.slices.due)
}

/** The smallest noted elements around all that changed, none inside of another. */
function unitsOf(d: DocumentContext): Range[] {
  const units = new Set<Range>()
  for (const el of d.changes.dirty) {
    const range = rangeAround(el, d)
    if (range?.plain) units.add(range)
    else d.changes.torn = true
  }
  const inside = (a: Range, b: Range) => a !== b && a.out[0] >= b.out[0] && a.out[1] <= b.out[1]
  return [...units].filter((a) => ![...units].some((b) => inside(a, b)))
}

function rangeAround(el: Element, { ranges }: DocumentContext): Range | undefined {
  for (
    let at: Node | null = el;
    at;
    at = dom.parentNode(at) ?? (at as Partial<ShadowRoot>).host ?? null
  ) {
    const range = ranges?.get(at as Element)
    if (range) return range
  }
  return undefined
}

function* readUnit(unit: Range, d: DocumentContext): Sliced<void> {
  if (d.changes.torn) return
  const sub = { ...d, out: [], text: createVisibleText(), boxes: d.boxes.fork(), ranges: null }
  const before = othersOf(sub)
  yield* walkLevels([{ ...unit.level, next: null, alone: unit.el, close: '' }], sub)
  if (othersOf(sub) !== before) d.changes.torn = true
  replace(unit, sub, d)
}

function replace(unit: Range, sub: DocumentContext, d: DocumentContext): void {
  const [start, end] = unit.out
  d.out.fill('', start, end)
  d.out[start] = sub.out.join('')
  d.text.replace(unit.text, sub.text)
  const [from, to] = unit.boxes
  d.boxes.replace(unit.boxes, sub.boxes)
  Object.assign(d, { canvases: sub.canvases, sheets: sub.sheets })
  const more = sub.boxes.length() - (to - from)
  for (const [el, { out, boxes }] of d.ranges ?? []) {
    // What stood in it has no place of its own any more.
    if (out[0] >= start && out[1] <= end && el !== unit.el) d.ranges?.delete(el)
    else if (boxes[0] >= to) {
      boxes[0] += more
      boxes[1] += more
    } else if (boxes[1] >= to) boxes[1] += more
  }
}
