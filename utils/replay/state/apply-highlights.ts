import { highlightsOf, type Piece, piecesOf } from './highlights.ts'

type Globals = Window & typeof globalThis

/** Highlights the texts of a loaded document again; its own sheets say what that looks like. */
export function applyHighlights(doc: Document, elements: Element[]): void {
  const view = doc.defaultView as Globals | null
  const highlights = highlightsOf(doc)
  if (!view?.CSS.highlights || !highlights) return
  const pieces = elements.flatMap((element) => piecesOf(element, element.shadowRoot))
  const ranges = Map.groupBy(pieces, ({ highlight }) => highlight)
  highlights.names.forEach(({ name, priority, type }, index) => {
    const highlight = new view.Highlight()
    for (const piece of ranges.get(index) ?? []) highlight.add(rangeOf(piece, view))
    highlight.priority = priority
    highlight.type = type
    view.CSS.highlights.set(name, highlight)
  })
}

function rangeOf({ text, start, end }: Piece, view: Globals): AbstractRange {
  const ends = { startContainer: text, startOffset: start, endContainer: text, endOffset: end }
  return new view.StaticRange(ends)
}
