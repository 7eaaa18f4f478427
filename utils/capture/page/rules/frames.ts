import { xsltBanner } from '../browser-made.ts'
import * as dom from '../dom.ts'
import { addMissing } from '../findings.ts'
import { inlineDocument, srcdocDocument } from '../frame-key.ts'
import { PDF, wantFile } from '../kept-file.ts'
import type { DocumentContext } from '../page-context.ts'
import { contentBox } from '../picture-box.ts'
import { imageReference } from '../pixels.ts'
import { rewriteStyle } from '../styles/css-reference.ts'
import { fillFrom } from '../styles/restore-shorthands.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

type FrameElement = HTMLIFrameElement | HTMLFrameElement | HTMLObjectElement | HTMLEmbedElement

/** Attributes by which a frame would be refused, delayed or loaded from elsewhere. */
const FRAME_ONLY = {
  srcdoc: null,
  sandbox: null,
  allow: null,
  csp: null,
  loading: null,
  credentialless: null,
}

/** Names the child's document and remembers it; documents without a script of ours are read later on. */
function addChild(el: FrameElement, child: Window, d: DocumentContext): string {
  const key = d.keyOf(child)
  const address = frameAddress(el, d)
  const there = inlineDocument(el)
  const doc = there && isBlank(there) ? (srcdocDocument(el) ?? there) : there
  if (doc === there && doc && isBlank(doc) && /^https?:/.test(address)) {
    addMissing(d.frame.findings, 'frame', address, 'not-loaded')
  }
  const url = doc ? dom.documentOf.url(doc) : address
  const size = { width: el.clientWidth, height: el.clientHeight, ...placeOf(el, d) }
  d.children.push({ key, url, ...size, ...pdfOf(el, address, d) })
  if (doc) d.inner.push({ doc, key })
  return `cid:frame-${key}`
}

function placeOf(el: FrameElement, { view }: DocumentContext): { x: number; y: number } {
  const { x, y } = view ? contentBox(el, view) : { x: 0, y: 0 }
  return { x, y }
}

/** Where a frame's document comes from; lazy ones have it in another attribute. */
function frameAddress(el: Element, d: DocumentContext): string {
  const names = ['src', 'data', 'data-src', 'data-lazy-src']
  const value = names.map((name) => dom.attribute(el, name)).find((each) => each && each !== BLANK)
  if (value) return dom.absolute(value, d.base)
  return dom.hasAttribute(el, 'srcdoc') ? 'about:srcdoc' : BLANK
}

const BLANK = 'about:blank'

/** The empty page a frame has until its own one comes. */
function isBlank(doc: Document): boolean {
  const body = dom.documentOf.body(doc)
  return dom.documentOf.url(doc) === BLANK && !(body && dom.firstChild(body))
}

/** Firefox lets no script into a frame that shows a PDF, so that its file is asked for from outside. */
function pdfOf(el: Element, address: string, d: DocumentContext) {
  const type = dom.attribute(el, 'type')
  const named = type ? type === PDF : /^[^?#]*\.pdf(?:[?#]|$)/i.test(address)
  return named && /^https?:/.test(address) ? { file: wantFile(address, PDF, d) } : {}
}

function frameChange(el: HTMLIFrameElement | HTMLFrameElement, d: DocumentContext): Change {
  const child = el.contentWindow
  const src = child ? addChild(el, child, d) : null
  const set = { ...FRAME_ONLY, src, allowfullscreen: null }
  return dom.localName(el) === 'iframe' ? { set, inner: '' } : { set }
}

/** What stands in an object is shown only where the object itself shows nothing. */
function objectChange(el: HTMLObjectElement, d: DocumentContext): Change {
  const child = el.contentWindow ?? hiddenWindow(el, d)
  // Firefox makes a document around the picture.
  if (child && isPictureOf(el.contentDocument)) return picture(el, dom.attribute(el, 'data'), d)
  if (child) return { set: { data: addChild(el, child, d), ...sizeOf(el, d) }, inner: '' }
  const data = dom.attribute(el, 'data')
  if (data && showsNothing(el, d))
    return { set: { data: null, type: null }, inner: NOTHING_INSTEAD + dom.textContent(el) }
  const shown = isImageType(dom.attribute(el, 'type'), data) && !showsFallback(el)
  return shown ? picture(el, data, d) : { set: { data: null, type: null } }
}

/** Firefox keeps the window of an object of another origin to itself; what shows nothing has no width. */
function hiddenWindow(el: HTMLObjectElement, d: DocumentContext): Window | undefined {
  const data = dom.attribute(el, 'data')
  const may = data && el.clientWidth > 0 && !isImageType(dom.attribute(el, 'type'), data)
  return may && !showsFallback(el) ? unclaimedWindow(d) : undefined
}

const isPictureOf = (doc: Document | null): boolean =>
  doc !== null && /^image\/(?!svg)/.test(dom.documentOf.contentType(doc))

function embedChange(el: HTMLEmbedElement, d: DocumentContext): Change {
  const child = embeddedWindow(el, d)
  if (child) return { set: { src: addChild(el, child, d), ...sizeOf(el, d) } }
  const src = dom.attribute(el, 'src')
  return isImageType(dom.attribute(el, 'type'), src) ? picture(el, src, d) : { set: { src: null } }
}

/** An embed doesn't tell its window: it is the one that says so itself, or that no other element has. */
function embeddedWindow(el: HTMLEmbedElement, d: DocumentContext): Window | undefined {
  if (!dom.attribute(el, 'src')) return undefined
  return windowsIn(d).find((child) => elementOf(child) === el) ?? unclaimedWindow(d)
}

const windowsIn = ({ view }: DocumentContext): Window[] =>
  Array.from({ length: view?.length ?? 0 }, (_, i) => view?.[i] as Window)

/** The first that may not be asked for its element and that no element says is its own. */
const unclaimedWindow = (d: DocumentContext): Window | undefined =>
  windowsIn(d).find((child) => elementOf(child) === 'hidden' && isUnclaimed(child, d))

function elementOf(child: Window): Element | null | 'hidden' {
  try {
    return child.frameElement
  } catch {
    return 'hidden'
  }
}

function isUnclaimed(child: Window, d: DocumentContext): boolean {
  const others = Document.prototype.querySelectorAll.call(d.doc, 'iframe,frame,object')
  const claimed = [...others].some((each) => (each as HTMLIFrameElement).contentWindow === child)
  return !claimed && d.children.every(({ key }) => key !== d.keyOf(child))
}

/**
 * An SVG gives its object a size of its own, which a frame in the object's place could not: where no
 * style says otherwise, the size it has now.
 */
function sizeOf(
  el: HTMLObjectElement | HTMLEmbedElement,
  d: DocumentContext,
): Record<string, string> {
  const doc = el.getSVGDocument()
  if (!doc || dom.documentOf.contentType(doc) !== 'image/svg+xml') return {}
  const styles = (el as { computedStyleMap?: () => StylePropertyMapReadOnly }).computedStyleMap?.()
  const fixed = (['width', 'height'] as const)
    .filter((name) => !styles || String(styles.get(name)) === 'auto')
    .map((name) => `${name}:${d.view?.getComputedStyle(el)[name]}!important`)
  return fixed.length ? { style: withStyle(el, fixed.join(';'), d) } : {}
}

/** Content by which an object without an address isn't the empty box that browsers draw for one. */
const NOTHING_INSTEAD = '<!---->'

/** What it was to show failed, and nothing but blanks and parameters stands in it instead. */
function showsNothing(el: HTMLObjectElement, { doc }: DocumentContext): boolean {
  // What is still to come has no size either.
  if (dom.documentOf.readyState(doc) !== 'complete') return false
  const flat = el.getClientRects().length > 0 && el.clientWidth * el.clientHeight === 0
  return flat && !el.querySelector(':scope>:not(param)') && !dom.textContent(el)?.trim()
}

/** Children of an object have boxes only where they stand in for it. */
function showsFallback(el: HTMLObjectElement): boolean {
  return [...el.children].some((child) => child.getClientRects().length > 0)
}

function isImageType(type: string, address: string): boolean {
  if (type) return type.startsWith('image/')
  return /^[^?#]*\.(?:svg|png|jpe?g|gif|webp|avif|bmp|ico)(?:[?#]|$)|^data:image\//i.test(address)
}

/** A picture is kept as that of its element, which readers show in an image's way. */
function picture(el: Element, address: string, d: DocumentContext): Change {
  const url = dom.absolute(address, d.base)
  const reference = url ? imageReference(d.frame, url) : null
  return dom.localName(el) === 'object'
    ? { set: { data: reference }, inner: '' }
    : { set: { src: reference } }
}

function withStyle(el: Element, more: string, d: DocumentContext): string {
  const style = rewriteStyle(fillFrom(dom.attribute(el, 'style'), el), d).replace(/;\s*$/, '')
  return style ? `${style};${more}` : more
}

export const frameRules = {
  iframe: rule<HTMLIFrameElement>(frameChange),
  frame: rule<HTMLFrameElement>(frameChange),
  object: rule<HTMLObjectElement>(objectChange),
  embed: rule<HTMLEmbedElement>(embedChange),
  // Never shown by browsers of today, but still asked for.
  applet: rule(() => ({ set: { code: null, archive: null, codebase: null } })),
  'xslt-warning-banner': rule((el, d) => (el === xsltBanner(d.doc) ? { drop: true } : undefined)),
} satisfies Record<string, ElementRule>
