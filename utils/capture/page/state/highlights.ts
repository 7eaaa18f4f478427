import * as dom from '../dom.ts'
import type { PageHost } from '../page-context.ts'
import { createLooks, type Looks } from './highlight-looks.ts'

/** What scripts highlight in a document's texts by `CSS.highlights`, which no markup shows. */
export interface Highlights {
  /** Names, priorities and types, and all looks that occur; '' where nothing is highlighted. */
  list: string
  /** Attributes of the elements in whose own texts something is, or in those of their shadow root. */
  marks: ReadonlyMap<Element, Record<string, string>>
}

type Ends = Pick<AbstractRange, 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset'>
/** Which highlight, and from where to where in a text. */
type Piece = [highlight: number, start: number, end: number]
type Pieces = Map<Node, Piece[]>

const MOST_NAMES = 500
const MOST_TEXTS = 20_000
const MOST_RANGES = 50_000
/** Their texts are none of the page. */
const UNSHOWN = /^(?:script|style|title|textarea)$/
const TEXTS = 4 | 8

export function readHighlights(
  doc: Document,
  view: (Window & typeof globalThis) | null,
  { listOf }: PageHost,
): Highlights {
  const registry = view?.CSS?.highlights
  if (!view || !registry?.size) return { list: '', marks: new Map() }
  const pieces: Pieces = new Map()
  const range = doc.createRange()
  const names = listOf(registry, MOST_NAMES).map(([name]) => name)
  const entries = names.map((name, index) => {
    const highlight = registry.get(name)
    for (const ends of listOf<Ends>(highlight ?? [], MOST_RANGES)) cutUp(ends, index, range, pieces)
    return [name, highlight?.priority, highlight?.type]
  })
  const trees = new Set([
    doc,
    ...Array.from(pieces.keys(), (text) => text.getRootNode() as Document),
  ])
  const looks = createLooks(view, names, trees)
  const marks = marksFor(pieces, looks)
  return { list: JSON.stringify({ names: entries, looks: looks.all }), marks }
}

/** Notes the texts a range covers; one that leads nowhere, as static ones may, covers none. */
function cutUp(ends: Ends, highlight: number, range: Range, pieces: Pieces): void {
  const { startContainer, startOffset, endContainer, endOffset } = ends
  try {
    range.setStart(startContainer, startOffset)
    range.setEnd(endContainer, endOffset)
  } catch {
    return
  }
  // An end in front of the start takes the start along.
  if (range.collapsed) return
  const walker = document.createTreeWalker(startContainer.getRootNode(), TEXTS)
  walker.currentNode = startContainer
  let text = isText(startContainer) ? startContainer : walker.nextNode()
  for (; text && pieces.size < MOST_TEXTS; text = walker.nextNode()) {
    const side = text === startContainer ? 0 : range.comparePoint(text, 0)
    const start = text === startContainer ? startOffset : 0
    const end = text === endContainer ? endOffset : (text as Text).length
    if (side === 0 && start < end) add(pieces, text, [highlight, start, end])
    if (side > 0 || text === endContainer) return
  }
}

function add(pieces: Pieces, text: Node, piece: Piece): void {
  const all = pieces.get(text)
  if (all) all.push(piece)
  else pieces.set(text, [piece])
}

const isText = (node: Node): boolean => dom.nodeType(node) === 3 || dom.nodeType(node) === 4

/** Pieces are counted in all that a parent's own texts say, since parsers join neighbours. */
function marksFor(pieces: Pieces, looks: Looks): Map<Element, Record<string, string>> {
  const marks = new Map<Element, Record<string, string>>()
  const seen = new Set<Node>()
  for (const text of pieces.keys()) {
    const parent = dom.parentNode(text)
    if (!parent || seen.has(parent)) continue
    seen.add(parent)
    const { host } = parent as Partial<ShadowRoot>
    const el = host ?? (parent as Element)
    if (UNSHOWN.test(dom.localName(el))) continue
    const name = `data-linkshot-highlight${dom.nodeType(parent) === 1 ? '' : '-root'}`
    marks.set(el, { ...marks.get(el), [name]: piecesIn(parent, el, pieces, looks) })
  }
  return marks
}

function piecesIn(parent: Node, el: Element, pieces: Pieces, looks: Looks): string {
  const all: string[] = []
  let before = 0
  for (let node = dom.firstChild(parent); node; node = dom.nextSibling(node)) {
    if (!isText(node)) continue
    for (const [highlight, start, end] of pieces.get(node) ?? [])
      all.push([highlight, looks.of(el, highlight), before + start, before + end].join(' '))
    before += (node as Text).length
  }
  return all.join(',')
}
