import * as dom from './dom.ts'
import { lazyAddress } from './lazy-address.ts'
import type { DocumentContext } from './page-context.ts'

const LOADED =
  /(?:^|\s|-|_)(?:lazyloaded|lazy-loaded|loaded|is-loaded|b-loaded|entered|yall-loaded)(?:\s|$)/i
const LAZY = /lazy|lozad|unveil|progressive|loading|blur/i
const PLACEHOLDER_NAME =
  /(?:blank|spacer|space|placeholder|loading|loader|lazy|transparent|pixel|grey|gray|none|empty|dummy|1x1|default[\w-]*)[\w.-]*\.(?:gif|png|jpe?g|svg|webp)(?:[?#]|$)/i
/** Pictures this small stand in for others. */
const TINY = 16
/** Previews are a few dozen pixels wide, stretched. */
const PREVIEW = 64
const STRETCHED = 3
/** So many images with one source and sources of their own to come: it is nobody's picture. */
const SHARED = 3

/** Whether an image shows nothing yet, or something that only keeps its place. */
export function isWaiting(el: HTMLImageElement, d: DocumentContext): boolean {
  const own = el.currentSrc || dom.attribute(el, 'src').trim()
  if (!own || own === d.url) return true
  if (isMarkedLoaded(el)) return false
  if (!el.complete) return own.startsWith('data:') || PLACEHOLDER_NAME.test(own)
  const { naturalWidth: width, naturalHeight: height } = el
  if (width * height <= TINY || isStretched(el, width)) return true
  if (PLACEHOLDER_NAME.test(own) || isShared(own, d)) return true
  return isEven(el, LAZY.test(dom.attribute(el, 'class')))
}

/** What lazy loaders write on elements they are done with. */
function isMarkedLoaded(el: Element): boolean {
  return (
    LOADED.test(dom.attribute(el, 'class')) ||
    dom.attribute(el, 'data-ll-status') === 'loaded' ||
    /^(?:true|1)$/.test(dom.attribute(el, 'data-loaded') || dom.attribute(el, 'data-was-processed'))
  )
}

function isStretched(el: HTMLImageElement, width: number): boolean {
  return (
    width <= PREVIEW &&
    el.clientWidth >= width * STRETCHED &&
    LAZY_NAMES.some((n) => dom.hasAttribute(el, n))
  )
}
const LAZY_NAMES = ['data-src', 'data-srcset', 'data-lazy-src', 'data-original', 'data-lazy-srcset']

/** One colour all over: none or a grey one, or with a lazy loader's word on it any. */
function isEven(el: HTMLImageElement, anyColour: boolean): boolean {
  const side = 8
  const context = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })
  try {
    context?.drawImage(el, 0, 0, side, side)
    const data = context?.getImageData(0, 0, side, side).data ?? []
    const [r = 0, g = 0, b = 0, a = 0] = data
    const grey = a === 0 || Math.max(r, g, b) - Math.min(r, g, b) < 12
    return (grey || anyColour) && data.every((value, i) => Math.abs(value - (data[i % 4] ?? 0)) < 3)
  } catch {
    // Of another origin: nobody may look.
    return false
  }
}

const shared = new WeakMap<DocumentContext, Map<string, Set<string>>>()

/** Looks at all images of the document once. */
function isShared(own: string, d: DocumentContext): boolean {
  const known = shared.get(d) ?? countSources(d)
  shared.set(d, known)
  return (known.get(own)?.size ?? 0) >= SHARED
}

function countSources({ doc }: DocumentContext): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const image of Document.prototype.querySelectorAll.call(doc, 'img[src]')) {
    const own = (image as HTMLImageElement).currentSrc
    const { src, srcset } = lazyAddress(image)
    if (own && (src || srcset)) found.set(own, (found.get(own) ?? new Set()).add(src || srcset))
  }
  return found
}
