import { splitFragment } from '../../../snapshot/cid.ts'
import { type Choice, chooseCandidate, type Offer } from '../choose-candidate.ts'
import * as dom from '../dom.ts'
import { hasNoscript, lazyAddress, lazySrcset, noscriptImage } from '../lazy-address.ts'
import { loadedMarks } from '../lazy-marks.ts'
import { isWaiting } from '../lazy-waiting.ts'
import type { DocumentContext } from '../page-context.ts'
import { imageReference } from '../pixels.ts'
import { densityOf, parseSrcset, widthOf } from '../srcset.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

type Attributes = Record<string, string | null>

/** A picture's address and, where a candidate list named it, its place there. */
interface Picture {
  url: string
  choice: Choice | undefined
}

const UNUSED = { srcset: null, loading: null, decoding: null }

/** The picture the browser chose, alone and at the density it was chosen for. */
function imageChange(el: HTMLImageElement, d: DocumentContext): Change {
  const lazy = isLazy(el, d) ? lazyPicture(el, d) : undefined
  const picture = lazy ?? ownPicture(el, d)
  if (!picture.url) return { set: UNUSED }
  const set: Attributes = { ...UNUSED, src: imageReference(d.frame, picture.url, el) }
  if (picture.choice) applyChoice(set, picture.choice, el, lazy !== undefined)
  return { set: lazy ? { ...set, ...loadedMarks(el, '', d), ...formerSource(el, d) } : set }
}

/** What stood in the place of a picture to come: its server may turn out not to have that. */
function formerSource(el: HTMLImageElement, d: DocumentContext): Attributes {
  const src = dom.attribute(el, 'src')
  const url = src && dom.absolute(src, d.base)
  return { 'data-linkshot-waited': url ? imageReference(d.frame, url, el) : '' }
}

/** Something names a picture to come, and the one there is none. */
function isLazy(el: HTMLImageElement, d: DocumentContext): boolean {
  const { src, srcset } = lazyAddress(el)
  const promised =
    src || srcset || hasNoscript(el) || offersOf(el, lazySrcset).some((o) => o.candidates.length)
  return Boolean(promised) && isWaiting(el, d)
}

/** What shows; images that have not begun to load would show what the browser would choose. */
function ownPicture(el: HTMLImageElement, d: DocumentContext): Picture {
  const offers = offersOf(el, (each) => dom.attribute(each, 'srcset'))
  const current = el.currentSrc && dom.absolute(el.currentSrc, d.base)
  if (current) {
    noteMisnamed(el, current, d)
    const choices = offers.flatMap(({ from, candidates }) =>
      candidates.map((c) => ({ ...c, from })),
    )
    const choice = choices.find((each) => dom.absolute(each.url, d.base) === current)
    return { url: current, choice }
  }
  return chosen(offers, dom.attribute(el, 'src'), el, d)
}

/** The browser's MHTML has a chosen candidate under the address that stands in `src`. */
function noteMisnamed(el: Element, current: string, d: DocumentContext): void {
  const src = dom.absolute(dom.attribute(el, 'src'), d.base)
  if (src === current) return
  for (const url of [src, current]) d.frame.findings.misnamed.add(splitFragment(url)[0])
}

/** What a waiting image would show once the reader comes to it. */
function lazyPicture(el: HTMLImageElement, d: DocumentContext): Picture | undefined {
  const { src, srcset } = lazyAddress(el)
  const offers = offersOf(el, (each) => lazySrcset(each) || realSrcset(each))
  if (src || srcset || offers.some(({ from }) => lazySrcset(from))) {
    const picture = chosen(offers, src, el, d)
    if (picture.url) return picture
  }
  const other = noscriptImage(el)
  if (!other) return undefined
  const candidates = parseSrcset(dom.attribute(other, 'srcset'))
  const picture = chosen([{ from: el, candidates }], dom.attribute(other, 'src'), el, d)
  return picture.url ? picture : undefined
}

const realSrcset = (el: Element): string => {
  const own = dom.attribute(el, 'srcset')
  return own.startsWith('data:') ? '' : own
}

/** What the sources of its picture element offer, in their order, and then the image itself. */
function offersOf(el: Element, srcsetOf: (el: Element) => string): Offer[] {
  const parent = dom.parentNode(el) as Element | null
  const inPicture = parent && dom.nodeType(parent) === 1 && dom.localName(parent) === 'picture'
  const sources = inPicture ? [...parent.children].filter((s) => dom.localName(s) === 'source') : []
  return [...sources, el].map((from) => ({ from, candidates: parseSrcset(srcsetOf(from)) }))
}

function chosen(offers: Offer[], src: string, el: Element, d: DocumentContext): Picture {
  const own = offers.at(-1)
  const dense = own?.candidates.every(({ descriptor }) => !widthOf(descriptor))
  if (src && own && dense) own.candidates.push({ url: src, descriptor: '' })
  const choice = chooseCandidate(offers, el, d)
  const url = dom.absolute(choice?.url ?? src, d.base)
  return choice?.url || src ? { url, choice } : { url: '', choice }
}

/** The picture as the only candidate, so that it comes out as large as it was. */
function applyChoice(set: Attributes, choice: Choice, el: HTMLImageElement, lazy: boolean): void {
  const sizes = dom.attribute(choice.from, 'sizes') || dom.attribute(el, 'data-sizes')
  const natural = lazy ? 0 : el.naturalWidth
  if (widthOf(choice.descriptor) && !/^\s*auto/i.test(sizes)) {
    set['srcset'] = `${set['src']} ${widthOf(choice.descriptor)}w`
    set['sizes'] = sizes || '100vw'
  } else {
    // Of its own layout width a page in another window would have another.
    const density = densityOf(choice.descriptor, natural || el.clientWidth)
    const auto = widthOf(choice.descriptor) > 0
    if (density !== 1 && auto) set['srcset'] = `${set['src']} ${Number(density.toFixed(6))}x`
    else if (density !== 1) Object.assign(set, atDensity(set['src'] ?? '', density))
  }
  // The chosen source's size is what the image was laid out with.
  for (const name of choice.from === el ? [] : ['width', 'height']) {
    if (dom.hasAttribute(choice.from, name)) set[name] = dom.attribute(choice.from, name)
  }
}

/** By widths, since next to candidates with a density the `src` counts as one more, of 1x. */
function atDensity(url: string, density: number): Attributes {
  return { srcset: `${url} 1000w`, sizes: `${Number((1000 / density).toFixed(4))}px` }
}

/** An element that shows the picture of its `src`, such as an image button. */
export function chosenImage(el: Element, d: DocumentContext): Change | undefined {
  const url = dom.attribute(el, 'src') && dom.absolute(dom.attribute(el, 'src'), d.base)
  return url ? { set: { src: imageReference(d.frame, url) } } : undefined
}

export const imageRules = { img: rule<HTMLImageElement>(imageChange) } satisfies Record<
  string,
  ElementRule
>
