import { type BoxRecord, type PlacedElement, UNRECORDED } from '../snapshot/box-record.ts'
import { decodedSize, faceName, visibleBox } from '../snapshot/visible-box.ts'
import { restage } from './restage.ts'
import { attribute, documentElementOf, nameOf } from './safe-dom.ts'

/** A replayed document's layout, and the elements it was read from in the same order. */
export interface Measured {
  record: BoxRecord
  elements: Element[]
}

/**
 * Reads the layout of a document that has loaded, as the page script read that of the live page.
 * @param live what it read there
 */
export function measureDocument(view: Window, live: BoxRecord): Measured {
  const doc = view.document
  const elements = elementsInOrder(doc)
  restage(elements, live)
  endAnimations(elements, doc)
  const images: BoxRecord['images'] = []
  const placed = elements.map((el, index): PlacedElement => {
    const size = decodedSize(el, nameOf(el))
    if (size) images.push([index, ...size])
    return { name: keptName(el), at: visibleBox(el, view) }
  })
  const readable = [...doc.fonts].filter(({ status }) => status !== 'error')
  const width = documentElementOf(doc).clientWidth
  return { elements, record: { width, elements: placed, images, fonts: readable.map(faceName) } }
}

/** All recorded elements in the order of records. By a stack of its own: pages nest deeper than calls. */
export function elementsInOrder(doc: Document): Element[] {
  const found: Element[] = []
  const stack: Iterator<Element>[] = [[documentElementOf(doc)].values()]
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const { done, value } = level.next()
    if (done) {
      stack.pop()
      continue
    }
    if (!UNRECORDED.has(nameOf(value))) found.push(value)
    stack.push(childrenOf(value))
    if (value.shadowRoot) stack.push([...value.shadowRoot.children].values())
  }
  return found
}

/** By steps: `children` of a form may be one of its fields. */
function* childrenOf(el: Element): Iterator<Element> {
  const walker = document.createTreeWalker(el, NodeFilter.SHOW_ELEMENT)
  for (let child = walker.firstChild(); child; child = walker.nextSibling()) yield child as Element
}

/** Some elements stand for one of another name (docs/SNAPSHOT-FORMAT.md). */
const keptName = (el: Element): string => attribute(el, 'data-linkshot-tag') ?? nameOf(el)

/** Where nothing is painted animations stand at their beginning, but the page had seen them end. */
function endAnimations(elements: Element[], doc: Document): void {
  const roots = elements.flatMap(({ shadowRoot }) => shadowRoot ?? [])
  for (const root of [doc, ...roots]) {
    for (const animation of root.getAnimations()) {
      try {
        animation.finish()
      } catch {
        // One without end: it was moving when the page was kept, too, and is not compared.
      }
    }
  }
}
