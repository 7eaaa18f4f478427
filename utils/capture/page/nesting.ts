import {
  freshPlace,
  HTML_NS,
  MATHML_NS,
  type Place,
  SVG_NS,
  stays,
} from '../../snapshot/nesting.ts'
import { BREAKOUTS, HEAD_CONTENT } from '../../snapshot/parser-words.ts'
import * as dom from './dom.ts'
import type { DocumentContext } from './page-context.ts'
import type { Level } from './walk-document.ts'

/** Parsers give up nesting at 512; the rest of a deeper tree is written at the end of the document. */
const MAX_DEPTH = 480

/** How an element is written so that it comes back as it is and where it is. */
export interface Spot {
  tag: string
  /** What it really is, where its name can't be written here. */
  other: string | null
  open: string
  close: string
  /** The namespace it gets here by the tag alone. */
  space: string | null
  place: Place
}

const nest = (value: string | number = '') => `<template data-linkshot-nest="${value}">`

/** Markup around a template, which only HTML has. */
function inHtml({ mode }: Place): [string, string] {
  const foreign =
    mode === 'svg' ? 'foreignObject' : /^(?:math|annotation)$/.test(mode) ? 'mtext' : ''
  return foreign ? [`<${foreign} data-linkshot-nest="">`, `</${foreign}>`] : ['', '']
}

/** Where and by which name an element is written in an HTML document. */
export function spotFor(
  el: Element,
  name: string,
  space: string | null,
  place: Place,
  d: DocumentContext,
): Spot {
  const top = place.mode === 'document' || place.mode === 'html'
  const other = top || isWritable(name, space, place) ? null : otherName(el, space)
  const tag = other === null ? name : 'linkshot'
  const as = other === null ? space : spaceOf(place)
  if (place.mode === 'html' || stays(el, tag, as, place, d.quirks)) {
    return { tag, other, space: as, open: '', close: '', place }
  }
  const [before, after] = inHtml(place)
  const open = before + nest(place.mode === 'document' ? 'root' : '')
  const root =
    as === SVG_NS && tag !== 'svg' ? 'svg' : as === MATHML_NS && tag !== 'math' ? 'math' : ''
  if (!root)
    return { tag, other, space: as, open, close: `</template>${after}`, place: freshPlace() }
  return {
    tag,
    other,
    space: as,
    open: `${open}<${root} data-linkshot-nest="">`,
    close: `</${root}></template>${after}`,
    place: { mode: root, parent: root, open: 0 },
  }
}

/** The namespace that a name of no meaning gets in a place. */
function spaceOf({ mode }: Place): string {
  if (mode === 'svg') return SVG_NS
  return mode === 'math' || mode === 'annotation' ? MATHML_NS : HTML_NS
}

const HAS_ITS_PLACE = /^(?:html|head|body|frameset|frame|image)$/

/** Whether a parser makes this element of its name at all. */
function isWritable(name: string, space: string | null, place: Place): boolean {
  if (!/^[a-z][^\s/>\0]*$/.test(name)) return false
  if (space === HTML_NS) {
    if (name === 'frame' || name === 'frameset') return place.mode === 'frameset'
    return !/[A-Z]/.test(name) && !HAS_ITS_PLACE.test(name)
  }
  return (space === SVG_NS || space === MATHML_NS) && !BREAKOUTS.has(name)
}

function otherName(el: Element, space: string | null): string {
  const prefix = el.prefix ? `${el.prefix}:` : ''
  return prefix + dom.localName(el) + (space === HTML_NS ? '' : ` ${space ?? ''}`)
}

/** Puts off a node that can't be written here at all; `writePart` writes it at the end. */
export function putAside(node: Element | Text, at: Level, d: DocumentContext): boolean {
  const { place } = at
  if (!place) return false
  if (place.mode === 'html') return putStrayAside(node, place, at, d)
  if (at.depth < MAX_DEPTH || !dom.firstChild(node)) return false
  const part = d.parts.length + d.partsWritten
  const [before, after] = inHtml(place)
  d.out.push(`${before}${nest(part)}</template>${after}`)
  d.parts.push(partOf(node, at, `<template data-linkshot-part="${part}">`))
  return true
}

/** Parsers want a head and then a body, and put all the rest into one of them. */
function putStrayAside(node: Element | Text, place: Place, at: Level, d: DocumentContext): boolean {
  const name = dom.nodeType(node) === 1 ? dom.localName(node as Element) : ''
  if (name === 'head' && place.parent === 'html') place.parent = 'head'
  else if (/^(?:body|frameset)$/.test(name) && place.parent !== 'body') place.parent = 'body'
  else if (!HEAD_CONTENT.has(name)) {
    const value = { html: 'head', head: 'body' }[place.parent] ?? 'end'
    d.parts.push(partOf(node, at, nest(value)))
    return true
  }
  return false
}

function partOf(node: Node, at: Level, open: string): { open: string; level: Level } {
  const level: Level = {
    ...at,
    next: null,
    alone: node,
    parent: null,
    close: '</template>',
    block: false,
    place: freshPlace(),
    depth: 4,
  }
  delete level.atEnd
  return { open, level }
}

/** Begins with the next part that was put aside; false when there is none left. */
export function writePart(levels: Level[], d: DocumentContext): boolean {
  const part = d.parts.shift()
  if (!part) return false
  d.partsWritten++
  d.out.push(part.open)
  levels.push(part.level)
  return true
}
