import { cssString } from '../../snapshot/css-text.ts'
import * as dom from './dom.ts'
import { isImageAddress } from './lazy-address.ts'
import { loadedMarks } from './lazy-marks.ts'
import type { DocumentContext } from './page-context.ts'
import { imageReference } from './pixels.ts'
import type { Change } from './rules/rule.ts'

const NAMES = [
  'data-bg',
  'data-bgset',
  'data-background',
  'data-background-image',
  'data-bg-image',
  'data-bg-src',
  'data-bg-url',
  'data-background-src',
  'data-lazy-bg',
  'data-lazy-background',
  'data-image-src',
  'data-original',
  'data-src',
]
const SELECTOR = NAMES.map((name) => `[${name}]`).join()
/** These show the picture themselves, or something else. */
const OTHERS = /^(?:img|source|picture|video|audio|iframe|frame|embed|object|script|track|input)$/

/** The elements of a tree that may get a background once the reader comes to them, found in one go. */
export function noteLazyBackgrounds(root: Document | ShadowRoot, d: DocumentContext): void {
  const { querySelectorAll } = 'host' in root ? DocumentFragment.prototype : Document.prototype
  for (const el of querySelectorAll.call(root, SELECTOR)) d.lazy.add(el)
}

/** The change with the background a script was to set later on. */
export function withLazyBackground(el: Element, change: Change, d: DocumentContext): Change {
  if (!d.lazy.has(el) || OTHERS.test(dom.localName(el))) return change
  const address = backgroundAddress(el)
  const now = d.view?.getComputedStyle(el).backgroundImage ?? 'none'
  const url = address && dom.absolute(address, d.base)
  if (!url || !/^(?:none$|url\("data:)/.test(now)) return change
  const image = `background-image:url(${cssString(imageReference(d.frame, url))})!important`
  return { ...change, set: { ...change.set, ...loadedMarks(el, image, d) } }
}

function backgroundAddress(el: Element): string {
  for (const name of NAMES) {
    const value = dom.attribute(el, name).trim()
    const inside = /url\(\s*["']?(.*?)["']?\s*\)/.exec(value)?.[1]
    const first = inside ?? value.split(/\s|\|/)[0] ?? ''
    if (inside || isImageAddress(first)) return first
  }
  return ''
}
