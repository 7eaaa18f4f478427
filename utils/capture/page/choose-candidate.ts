import * as dom from './dom.ts'
import type { DocumentContext } from './page-context.ts'
import { type Candidate, densityOf, widthOf } from './srcset.ts'

/** The pictures one element of a `<picture>`, or the image itself, offers. */
export interface Offer {
  from: Element
  candidates: Candidate[]
}

export interface Choice extends Candidate {
  from: Element
}

const SHOWN_TYPES = /^image\/(?:a?png|jpe?g|pjpeg|gif|webp|avif|svg\+xml|bmp|x-icon)$/i

/** The candidate a browser would load: of the first offer that fits, the one next to the screen's density. */
export function chooseCandidate(
  offers: readonly Offer[],
  el: Element,
  d: DocumentContext,
): Choice | undefined {
  const offer = offers.find(({ from, candidates }) => candidates.length > 0 && fits(from, el, d))
  if (!offer) return undefined
  const width = sourceWidth(offer.from, el, d)
  const rated = offer.candidates
    .map((each) => ({
      each,
      density: widthOf(each.descriptor) / width || densityOf(each.descriptor, 0),
    }))
    .sort((a, b) => a.density - b.density)
  const best = nearest(rated, d.view?.devicePixelRatio ?? 1)
  return best && { ...best.each, from: offer.from }
}

function fits(from: Element, el: Element, { view }: DocumentContext): boolean {
  if (from === el) return true
  const type = dom.attribute(from, 'type').split(';')[0]?.trim() ?? ''
  const media = dom.attribute(from, 'media')
  return (!type || SHOWN_TYPES.test(type)) && (!media || view?.matchMedia(media).matches === true)
}

/** The smallest that is sharp enough; on dense screens one a little below is taken, as browsers do. */
function nearest<T extends { density: number }>(rated: T[], screen: number): T | undefined {
  const last = rated.at(-1)
  return (
    rated.find(({ density }, at) => {
      const next = rated[at + 1]?.density ?? density
      if (next < screen) return false
      return screen <= 1 ? density >= screen : screen < Math.sqrt(density * next)
    }) ?? last
  )
}

/** Width in CSS pixels for which `sizes` says the picture is meant. */
function sourceWidth(from: Element, el: Element, d: DocumentContext): number {
  const window = d.view?.innerWidth || 1
  const sizes = dom.attribute(from, 'sizes') || dom.attribute(el, 'data-sizes') || '100vw'
  if (/^\s*auto/i.test(sizes)) return layoutWidth(el) || window
  for (const part of sizes.split(/,(?![^(]*\))/)) {
    const [, media = '', length = ''] = /^\s*(.*?)\s*([^\s()]+(?:\(.*\))?)\s*$/s.exec(part) ?? []
    if (!media || d.view?.matchMedia(media).matches) return pixels(length, window) || window
  }
  return window
}

/** An image without a picture has no width of its own: then its parent's counts. */
function layoutWidth(el: Element): number {
  const width = el.getBoundingClientRect().width
  const parent = dom.parentNode(el) as Element | null
  return width > 40 ? width : (parent?.clientWidth ?? 0)
}

/** A length of `sizes`; sums of `px`, `vw`, `em` and `rem` in `calc()` included. */
function pixels(length: string, window: number): number {
  let sum = 0
  for (const [, sign, number, unit] of length.matchAll(/([+-]?)\s*([\d.]+)(px|vw|r?em)/gi)) {
    const scale = /em/i.test(unit ?? '') ? 16 : /vw/i.test(unit ?? '') ? window / 100 : 1
    sum += Number(`${sign}1`) * Number(number) * scale
  }
  return sum
}
