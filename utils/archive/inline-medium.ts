import { cleanDocument } from '../replay/clean-document.ts'
import type { Medium, Rendered } from '../replay/medium.ts'
import { serializeDocument } from '../replay/parse-document.ts'
import {
  attributesOf,
  createNear,
  dropAttribute,
  nameOf,
  setAttribute,
} from '../replay/safe-dom.ts'
import { asHtml, fileSource } from './as-html.ts'
import { dataUrl } from './data-url.ts'
import { MAX_FRAME_ADDRESS } from './export-pdf.ts'
import { FRAME_SANDBOX, finishDocument, isOff } from './finish-document.ts'
import { makeParseable } from './make-parseable.ts'

/** What the file may do wherever it is opened: show what it holds, and nothing else. */
export const POLICY = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline' data:",
  'font-src data:',
  'media-src data:',
  'frame-src data:',
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

/** Frames by address are cut off beyond 2 MB in Chromium. */
export const MAX_DATA_FRAME = 1_500_000

/** Characters of inlined bodies in one file; a text of over 512 MB can't be made at all. */
const MAX_INLINE = 300_000_000

/** Holds everything in the document itself. */
export function inlineMedium(): Medium {
  let left = MAX_INLINE
  const spend = (text: string): string => {
    left -= text.length
    return left < 0 ? 'data:,' : text
  }
  return {
    address: async (body) => spend(await dataUrl(body)),
    source: (markup, type, key) => (key === '0' ? fileSource(markup, type) : { markup, type }),
    prepare: makeParseable,
    placeSheet,
    placeFrame,
    finish: (doc, key) => finishDocument(doc, { key, policy: POLICY, scripts: true }),
  }
}

/** Attributes by which a sheet applies or not, and by which other sheets find it. */
const SHEET_ATTRIBUTES = /^(?:media|title|id|class|lang|dir|data-.*)$/

/** A sheet becomes a `<style>` in the link's place, which needs no encoding. */
async function placeSheet(link: Element, css: string): Promise<void> {
  if (isOff(link)) {
    setAttribute(link, 'href', await dataUrl(new Blob([css], { type: 'text/css;charset=utf-8' })))
    return
  }
  const style = createNear(link, 'style')
  for (const { name, value } of attributesOf(link)) {
    if (SHEET_ATTRIBUTES.test(name)) setAttribute(style, name, value)
  }
  style.textContent = safeInStyle(css)
  link.replaceWith(style)
}

/** `</style` may stand in a string or comment of a sheet; as an escape it means the same there. */
const safeInStyle = (css: string): string => css.replace(/<(?=\/style)/gi, '\\3c ')

/**
 * `srcdoc` is always HTML in standards mode, so a document in another one comes by address. A PDF shows
 * in no sandbox, nor in the frames of a frame that has one.
 */
async function placeFrame(frame: Element, key: string, child: Rendered): Promise<void> {
  const pdf = child.pdf && isChild(key) ? await dataUrl(child.pdf) : ''
  if (pdf && pdf.length < MAX_FRAME_ADDRESS) {
    setAttribute(frame, 'src', pdf)
    return
  }
  setAttribute(frame, 'sandbox', FRAME_SANDBOX)
  const odd = child.quirky || child.type !== 'text/html'
  if (nameOf(frame) === 'frame' || (odd && child.markup.length < MAX_DATA_FRAME)) {
    const type = `${child.type};charset=utf-8`
    setAttribute(frame, 'src', await dataUrl(new Blob([child.markup], { type })))
  } else {
    setAttribute(frame, 'srcdoc', htmlOf(child))
    dropAttribute(frame, 'src')
  }
}

/** Whether a frame stands in the main document. */
const isChild = (key: string): boolean => key.split('.').length === 2

/** What was harmless in XML can be markup in HTML, so it is cleaned again. */
export function htmlOf({ markup, type }: Pick<Rendered, 'markup' | 'type'>): string {
  if (type === 'text/html') return markup
  const html = { url: '', type: 'text/html' as const }
  return serializeDocument(cleanDocument(asHtml(markup, type), html, new Map()).doc, html.type)
}
