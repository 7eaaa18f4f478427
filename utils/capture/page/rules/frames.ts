import * as dom from '../dom.ts'
import { inlineDocument } from '../frame-key.ts'
import type { DocumentContext } from '../page-context.ts'
import { imageReference } from '../pixels.ts'
import { type Change, type ElementRule, rule } from './rule.ts'

type FrameElement = HTMLIFrameElement | HTMLFrameElement | HTMLObjectElement

/** Attributes by which a frame would be refused, delayed or loaded from elsewhere. */
const FRAME_ONLY = {
  srcdoc: null,
  sandbox: null,
  allow: null,
  csp: null,
  loading: null,
  credentialless: null,
  data: null,
  type: null,
}

/** Names the child's document and remembers it; documents without a script of ours are read later on. */
function addChild(el: FrameElement, child: Window, d: DocumentContext): string {
  const key = d.keyOf(child)
  const doc = inlineDocument(el)
  const src = dom.attribute(el, 'src') || dom.attribute(el, 'data')
  const url = doc ? dom.documentOf.url(doc) : dom.absolute(src || 'about:blank', d.base)
  d.children.push({ key, url, width: el.clientWidth, height: el.clientHeight })
  if (doc) d.inner.push({ doc, key })
  return `cid:frame-${key}`
}

function frameChange(el: HTMLIFrameElement | HTMLFrameElement, d: DocumentContext): Change {
  const child = el.contentWindow
  const src = child ? addChild(el, child, d) : null
  const set = { ...FRAME_ONLY, src, allowfullscreen: null }
  return dom.localName(el) === 'iframe' ? { set, inner: '' } : { set }
}

/** An object with a document in it becomes an iframe: browsers show no objects where plug-ins are off. */
function objectChange(el: HTMLObjectElement, d: DocumentContext): Change | undefined {
  const child = el.contentWindow
  const isPicture = isSvgObject(el)
  if (child && !isPicture) {
    const src = addChild(el, child, d)
    return { tag: 'iframe', set: { ...FRAME_ONLY, src, frameborder: '0' }, inner: '' }
  }
  return isPicture || isImageType(dom.attribute(el, 'type'), dom.attribute(el, 'data'))
    ? picture(el, dom.attribute(el, 'data'), d)
    : { set: { data: null } }
}

function embedChange(el: HTMLEmbedElement, d: DocumentContext): Change {
  const src = dom.attribute(el, 'src')
  return isImageType(dom.attribute(el, 'type'), src) ? picture(el, src, d) : { set: { src: null } }
}

function isSvgObject(el: HTMLObjectElement): boolean {
  const doc = el.contentDocument
  return doc !== null && dom.documentOf.contentType(doc) === 'image/svg+xml'
}

function isImageType(type: string, address: string): boolean {
  if (type) return type.startsWith('image/')
  return /^[^?#]*\.(?:svg|png|jpe?g|gif|webp|avif|bmp|ico)(?:[?#]|$)|^data:image\//i.test(address)
}

/** Shows a picture by `content`, as `object-src 'none'` would not let the element itself load it. */
function picture(el: Element, address: string, d: DocumentContext): Change {
  const url = dom.absolute(address, d.base)
  if (!url) return { set: { data: null, src: null } }
  const style = dom.attribute(el, 'style').replace(/;\s*$/, '')
  const content = `content:url("${imageReference(d.frame, url)}")!important`
  const set = { data: null, src: null, type: null, style: style ? `${style};${content}` : content }
  return dom.localName(el) === 'object' ? { set, inner: '' } : { set }
}

export const frameRules = {
  iframe: rule<HTMLIFrameElement>(frameChange),
  frame: rule<HTMLFrameElement>(frameChange),
  object: rule<HTMLObjectElement>(objectChange),
  embed: rule<HTMLEmbedElement>(embedChange),
  // Never shown by browsers of today, but still asked for.
  applet: rule(() => ({ set: { code: null, archive: null, codebase: null } })),
} satisfies Record<string, ElementRule>
