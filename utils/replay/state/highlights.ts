import { attribute, documentElementOf, firstChildOf, nextSiblingOf, nodeKind } from '../safe-dom.ts'

/*
 * What a script highlighted in a kept page's texts. Every value may be forged: what is not exactly as
 * described in docs/SNAPSHOT-FORMAT.md counts as not there.
 */

export interface Highlight {
  name: string
  priority: number
  type: HighlightType
}

export interface Highlights {
  names: Highlight[]
  /** Declarations of how they are painted, for readers without `::highlight()`. */
  looks: string[]
}

/** A part of one text. */
export interface Piece {
  text: Text
  start: number
  end: number
  highlight: number
  look: number
}

const OWN = 'data-linkshot-highlight'
/** On the host of a shadow root, of the texts right in the root. */
const ROOT = 'data-linkshot-highlight-root'
const MOST = 500
const MOST_PIECES = 50_000
const PIECE = /^\d{1,9}(?: \d{1,9}){3}$/
const TYPES: HighlightType[] = ['highlight', 'spelling-error', 'grammar-error']

/** The highlights of a document; none where its list makes no sense. */
export function highlightsOf(doc: Document): Highlights | undefined {
  try {
    const text = attribute(documentElementOf(doc), 'data-linkshot-highlights')
    if (text === null) return undefined
    const { names, looks } = JSON.parse(text) as Record<keyof Highlights, unknown[]>
    return { names: names.slice(0, MOST).map(highlightFrom), looks: looks.map(String) }
  } catch {
    return undefined
  }
}

function highlightFrom(entry: unknown): Highlight {
  const [name, priority, type] = entry as unknown[]
  return {
    name: String(name),
    priority: Number.isInteger(priority) ? Number(priority) : 0,
    type: TYPES.find((each) => each === type) ?? 'highlight',
  }
}

export const isHighlighted = (element: Element): boolean =>
  attribute(element, OWN) !== null || attribute(element, ROOT) !== null

/** Parts of texts that are highlighted right in an element, and in its shadow root. */
export function piecesOf(element: Element, root: ParentNode | null): Piece[] {
  const own = piecesIn(element, attribute(element, OWN) ?? '')
  return root ? [...own, ...piecesIn(root, attribute(element, ROOT) ?? '')] : own
}

function piecesIn(parent: Node, value: string): Piece[] {
  const texts = textsIn(parent)
  const pieces: Piece[] = []
  let first = 0
  for (const entry of value.split(',', MOST_PIECES)) {
    if (!PIECE.test(entry)) continue
    const [highlight = 0, look = 0, from = 0, to = 0] = entry.split(' ').map(Number)
    // They are in the order of texts; neighbours of the page may be one text here.
    while ((texts[first]?.after ?? Number.POSITIVE_INFINITY) <= from) first++
    for (let at = first; pieces.length < MOST_PIECES; at++) {
      const { text, before = to } = texts[at] ?? {}
      if (!text || before >= to) break
      const start = Math.max(from - before, 0)
      pieces.push({ text, start, end: Math.min(to - before, text.length), highlight, look })
    }
  }
  return pieces.filter(({ start, end }) => start < end)
}

/** A parent's own texts, and how many characters of them there are before and after each. */
function textsIn(parent: Node): { text: Text; before: number; after: number }[] {
  const texts: { text: Text; before: number; after: number }[] = []
  let before = 0
  for (let node = firstChildOf(parent); node; node = nextSiblingOf(node)) {
    if (nodeKind(node) !== Node.TEXT_NODE && nodeKind(node) !== Node.CDATA_SECTION_NODE) continue
    const text = node as Text
    texts.push({ text, before, after: before + text.length })
    before += text.length
  }
  return texts
}
