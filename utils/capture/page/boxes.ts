import {
  BOXES_TYPE,
  type BoxRecord,
  encodeBoxes,
  type PlacedElement,
  UNRECORDED,
} from '../../snapshot/box-record.ts'
import { decodedSize, faceName, visibleBox } from '../../snapshot/visible-box.ts'
import * as dom from './dom.ts'
import type { Sliced } from './slices.ts'

/** Where a document's elements stand while it is written. */
export interface Boxes {
  /** Notes an element; `rendered` is false where it is known to have no box. */
  add: (el: Element, rendered: boolean) => void
  /** The record; none for a page that is too large to be compared. */
  read: () => Blob | undefined
  /** The page had its turn, and may have been scrolled. */
  resume: () => void
  /** Measures all elements once more: what the page changed moves others, too. */
  measureAgain: (due: () => boolean) => Sliced<void>
  /** Elements so far. */
  length: () => number
  /** An empty record of the same document, for a part of it. */
  fork: () => Boxes
  /** Puts a part's record in the place of some elements. */
  replace: (elements: [start: number, end: number], part: Boxes) => void
  found: () => Measured[]
}

interface Measured {
  el: Element
  placed: PlacedElement
  /** Of a decoded picture. */
  size: [width: number, height: number] | undefined
}

/** Larger pages are kept like all others, only not compared with their replay. */
const MOST_ELEMENTS = 50_000
const MOST_FONTS = 500

export function createBoxes(
  doc: Document,
  view: Window | null,
  moving = movingElements(doc),
): Boxes {
  const scrolledNow = () => ({ scrollX: view?.scrollX ?? 0, scrollY: view?.scrollY ?? 0 })
  let scrolled = scrolledNow()
  const all: Measured[] = []
  const measure = (el: Element, name: string, rendered: boolean): Measured => {
    const at = rendered && view ? visibleBox(el, scrolled) : 'hidden'
    const placed: PlacedElement = { name, at: at !== 'hidden' && moving.has(el) ? 'moving' : at }
    return { el, placed, size: decodedSize(el, name) }
  }
  return {
    add: (el, rendered) => {
      const name = dom.localName(el)
      if (UNRECORDED.has(name) || all.length > MOST_ELEMENTS) return
      all.push(measure(el, name, rendered))
    },
    read: () => {
      if (all.length > MOST_ELEMENTS) return undefined
      return new Blob([encodeBoxes(recordOf(all, doc))], { type: BOXES_TYPE })
    },
    resume: () => {
      scrolled = scrolledNow()
    },
    *measureAgain(due) {
      for (const [at, { el, placed }] of all.entries()) {
        if (due()) {
          yield
          scrolled = scrolledNow()
        }
        all[at] = measure(el, placed.name, true)
      }
    },
    length: () => all.length,
    fork: () => createBoxes(doc, view, moving),
    replace: ([start, end], part) => void all.splice(start, end - start, ...part.found()),
    found: () => all,
  }
}

function recordOf(all: readonly Measured[], doc: Document): BoxRecord {
  return {
    width: dom.documentOf.root(doc)?.clientWidth ?? 0,
    elements: all.map(({ placed }) => placed),
    images: all.flatMap(({ size }, at) =>
      size ? [[at, ...size] as const] : [],
    ) as BoxRecord['images'],
    fonts: loadedFonts(doc),
  }
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
