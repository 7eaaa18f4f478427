import {
  BOXES_TYPE,
  encodeBoxes,
  type PlacedElement,
  UNRECORDED,
} from '../../snapshot/box-record.ts'
import { decodedSize, faceName, visibleBox } from '../../snapshot/visible-box.ts'
import * as dom from './dom.ts'

/** Where a document's elements stand while it is written. */
export interface Boxes {
  /** Notes an element; `rendered` is false where it is known to have no box. */
  add: (el: Element, rendered: boolean) => void
  /** The record; none for a page that is too large to be compared. */
  read: () => Blob | undefined
}

/** Larger pages are kept like all others, only not compared with their replay. */
const MOST_ELEMENTS = 50_000
const MOST_FONTS = 500

export function createBoxes(doc: Document, view: Window | null): Boxes {
  const elements: PlacedElement[] = []
  const images: [number, number, number][] = []
  const moving = movingElements(doc)
  const scrolled = { scrollX: view?.scrollX ?? 0, scrollY: view?.scrollY ?? 0 }
  const add = (el: Element, rendered: boolean) => {
    const name = dom.localName(el)
    if (UNRECORDED.has(name) || elements.length > MOST_ELEMENTS) return
    const at = rendered && view ? visibleBox(el, scrolled) : 'hidden'
    const size = decodedSize(el, name)
    if (size) images.push([elements.length, ...size])
    elements.push({ name, at: at !== 'hidden' && moving.has(el) ? 'moving' : at })
  }
  const read = () => {
    if (elements.length > MOST_ELEMENTS) return undefined
    const width = dom.documentOf.root(doc)?.clientWidth ?? 0
    const bytes = encodeBoxes({ width, elements, images, fonts: loadedFonts(doc) })
    return new Blob([bytes], { type: BOXES_TYPE })
  }
  return { add, read }
}

function loadedFonts(doc: Document): string[] {
  const loaded = [...(dom.documentOf.fonts(doc) ?? [])].filter(({ status }) => status === 'loaded')
  return [...new Set(loaded.map(faceName))].slice(0, MOST_FONTS)
}

/** Properties an animation may change without moving anything. */
const STILL =
  /^(?:offset|easing|composite|computedOffset|opacity|background|color|.*Color|fill|stroke|filter|.*Shadow)$/

/** Elements on their way, with all that stands in them: a moment later they are elsewhere. */
function movingElements(doc: Document): Set<Element> {
  const moving = new Set<Element>()
  for (const animation of Document.prototype.getAnimations.call(doc)) {
    const { target } = (animation.effect ?? {}) as { target?: Element | null }
    if (!target || moving.has(target) || animation.playState !== 'running') continue
    if (!moves(animation)) continue
    for (const el of [target, ...Element.prototype.querySelectorAll.call(target, '*')])
      moving.add(el)
  }
  return moving
}

function moves({ effect }: Animation): boolean {
  const frames = (effect as Partial<KeyframeEffect> | null)?.getKeyframes?.() ?? []
  return frames.some((frame) => Object.keys(frame).some((name) => !STILL.test(name)))
}
