import * as dom from '../dom.ts'
import type { DocumentContext } from '../page-context.ts'
import { imageReference } from '../pixels.ts'
import { type Candidate, densityOf, largestCandidate, parseSrcset, widthOf } from '../srcset.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

/** A candidate and the element whose srcset names it. */
interface Choice extends Candidate {
  from: Element
}

/** The picture the browser chose, alone and at the density it was chosen for. */
function imageChange(el: HTMLImageElement, d: DocumentContext): Change {
  const choices = candidatesOf(el)
  const url = chosenAddress(el, choices, d)
  const set: Record<string, string | null> = {
    srcset: null,
    sizes: null,
    loading: null,
    decoding: null,
  }
  if (!url) return { set }
  set['src'] = imageReference(d.frame, url, el)
  const choice = choices.find((each) => dom.absolute(each.url, d.base) === url)
  if (choice) applyChoice(set, choice, el)
  return { set }
}

/** Candidates of an image and of the sources its picture element has in front of it. */
function candidatesOf(el: Element): Choice[] {
  const parent = dom.parentNode(el) as Element | null
  const inPicture = parent && dom.nodeType(parent) === 1 && dom.localName(parent) === 'picture'
  const sources = inPicture ? [...parent.children] : []
  return [...sources.filter((each) => dom.localName(each) === 'source'), el].flatMap((from) =>
    parseSrcset(dom.attribute(from, 'srcset')).map((candidate) => ({ ...candidate, from })),
  )
}

/** Lazy images have chosen nothing yet: then the plain address, or the best there is. */
function chosenAddress(el: HTMLImageElement, choices: Choice[], d: DocumentContext): string {
  const plain = dom.attribute(el, 'src')
  const value = el.currentSrc || plain || largestCandidate(choices)?.url
  return value ? dom.absolute(value, d.base) : ''
}

function applyChoice(
  set: Record<string, string | null>,
  choice: Choice,
  el: HTMLImageElement,
): void {
  const loaded = el.naturalWidth > 0
  if (!loaded && widthOf(choice.descriptor)) {
    set['srcset'] = `${set['src']} ${choice.descriptor}`
    set['sizes'] = dom.attribute(choice.from, 'sizes') || '100vw'
  } else {
    const density = densityOf(choice.descriptor, el.naturalWidth)
    if (density !== 1) set['srcset'] = `${set['src']} ${Number(density.toFixed(6))}x`
  }
  // The chosen source's size is what the image was laid out with.
  for (const name of choice.from === el ? [] : ['width', 'height']) {
    if (dom.hasAttribute(choice.from, name)) set[name] = dom.attribute(choice.from, name)
  }
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
