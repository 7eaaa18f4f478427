import type { Medium, Rendered } from '../replay/medium.ts'
import type { MarkupType } from '../replay/parse-document.ts'
import { attributesOf, createNear, headOf, nameOf, setAttribute } from '../replay/safe-dom.ts'
import { asHtml } from './as-html.ts'
import { dataUrl } from './data-url.ts'
import { everyElement } from './every-element.ts'
import { inlineSymbols } from './inline-symbols.ts'
import { paintCanvases } from './paint-canvases.ts'

/** What the file may do wherever it is opened: show what it holds, and nothing else. */
const POLICY = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline' data:",
  'font-src data:',
  'media-src data:',
  'frame-src data:',
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

/** A reader may follow a link out of a frame; nothing in the frame can run or open one by itself. */
const FRAME_SANDBOX = 'allow-popups allow-popups-to-escape-sandbox'

/** Frames by address are cut off beyond 2 MB in Chromium. */
const MAX_DATA_FRAME = 1_500_000

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
    source: (markup, type) => ({ markup: asHtml(markup, type), type: 'text/html' as MarkupType }),
    placeSheet,
    placeFrame,
    finish(doc, key) {
      inlineSymbols(doc)
      if (key === '0') paintCanvases(doc)
      else openLinksOutside(doc)
      declare(doc)
    },
  }
}

/** Attributes by which a sheet applies or not, and by which other sheets find it. */
const SHEET_ATTRIBUTES = /^(?:media|title|id|class|lang|dir|data-.*)$/

/**
 * A sheet becomes a `<style>` in the link's place, which needs no encoding; one that is off stays a link,
 * since a `<style>` can't be an alternate.
 */
async function placeSheet(link: Element, css: string): Promise<void> {
  const off = attributesOf(link).some(
    ({ name, value }) => name === 'disabled' || (name === 'rel' && /alternate/i.test(value)),
  )
  if (off) {
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

/** `srcdoc` is always in standards mode, so a document in another one comes by address. */
async function placeFrame(frame: Element, _key: string, child: Rendered): Promise<void> {
  setAttribute(frame, 'sandbox', FRAME_SANDBOX)
  const byAddress =
    nameOf(frame) === 'frame' || (child.quirky && child.markup.length < MAX_DATA_FRAME)
  if (!byAddress) {
    setAttribute(frame, 'srcdoc', child.markup)
    frame.removeAttribute('src')
    return
  }
  const type = 'text/html;charset=utf-8'
  setAttribute(frame, 'src', await dataUrl(new Blob([child.markup], { type })))
}

function openLinksOutside(doc: Document): void {
  for (const link of everyElement(doc)) {
    const name = nameOf(link)
    if (name !== 'a' && name !== 'area') continue
    const away = attributesOf(link).some(
      ({ localName, value }) => localName === 'href' && !value.startsWith('#'),
    )
    if (away) setAttribute(link, 'target', '_blank')
  }
}

/** The policy comes first, so that it binds all that follows. */
function declare(doc: Document): void {
  const head = headOf(doc)
  const policy = createNear(head, 'meta')
  setAttribute(policy, 'http-equiv', 'Content-Security-Policy')
  setAttribute(policy, 'content', POLICY)
  head.prepend(policy)
  if (head.querySelector('meta[charset]')) return
  const charset = createNear(head, 'meta')
  setAttribute(charset, 'charset', 'utf-8')
  policy.after(charset)
}
