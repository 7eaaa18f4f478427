import type { DocumentCapture } from '../../model/frame-capture.ts'
import { createBoxes } from './boxes.ts'
import { isBrowserMade } from './browser-made.ts'
import { createChanges } from './changes.ts'
import * as dom from './dom.ts'
import { want } from './findings.ts'
import { childKeys, MAIN_KEY } from './frame-key.ts'
import { isPdf, keptFile, PDF_SHELL } from './kept-file.ts'
import { noteLazyBackgrounds } from './lazy-background.ts'
import type { DocumentContext, FrameContext } from './page-context.ts'
import { readAgain } from './read-again.ts'
import type { Sliced } from './slices.ts'
import { createPageState } from './state/element-state.ts'
import { preferredSet } from './styles/applies.ts'
import { createFontUse } from './styles/font-use.ts'
import { addScriptSheets } from './styles/script-sheets.ts'
import { createVisibleText } from './visible-text.ts'
import { walkDocument } from './walk-document.ts'

/** A document that has been walked through; `finish` is called when all its later pieces are in. */
export interface ReadDocument {
  inner: { doc: Document; key: string }[]
  finish: () => Sliced<DocumentCapture>
}

/** Pieces of a document that take long enough to be put together for the page to have its turn between. */
const MANY_PIECES = 20_000

/** Readings of a document that the page changed all over. */
const READINGS = 3

/**
 * Reads one document without changing anything in it. What the page changes behind the reading is read
 * again, twice at most.
 */
export function* readDocument(
  doc: Document,
  key: string,
  frame: FrameContext,
): Sliced<ReadDocument> {
  for (let reading = 1; ; reading++) {
    const lastReading = reading === READINGS
    const d = { ...createDocumentContext(doc, key, frame), lastReading }
    if (d.selected?.empty) throw new Error('nothing is selected')
    if (frame.slices.due(true)) yield
    yield* readOnce(doc, d)
    const { torn, dirty, stop } = d.changes
    stop()
    if (!torn || lastReading) return yield* finished(d, torn || dirty.size > 0)
  }
}

function* readOnce(doc: Document, d: DocumentContext): Sliced<void> {
  // The browser's own viewer stands in a PDF's document.
  if (isPdf(doc)) d.out.push(PDF_SHELL)
  else {
    d.out.push(impliedDoctype(d))
    noteLazyBackgrounds(doc, d)
    yield* walkDocument(d)
    yield* readAgain(d)
  }
}

function* finished(d: DocumentContext, changing: boolean): Sliced<ReadDocument> {
  if (!isPdf(d.doc)) addScriptSheets(d)
  if (d.key === MAIN_KEY && !d.icon) wantUsualIcon(d)
  const head = { ...describe(d), ...(changing ? { changing } : {}) }
  if (d.out.length > MANY_PIECES) yield
  const boxes = d.selected ? undefined : d.boxes.read()
  return { inner: d.inner, finish: () => finish({ ...head, boxes }, d) }
}

function createDocumentContext(
  doc: Document,
  key: string,
  frame: FrameContext,
): Omit<DocumentContext, 'lastReading'> {
  const view = dom.documentOf.view(doc)
  return {
    frame,
    doc,
    view,
    key,
    url: dom.documentOf.url(doc),
    base: dom.baseUri(doc),
    xml: dom.documentOf.contentType(doc) !== 'text/html' && !isHtml(doc),
    quirks: dom.documentOf.compatMode(doc) === 'BackCompat',
    parts: [],
    partsWritten: 0,
    browserMade: isBrowserMade(doc),
    manual: new Map(),
    // Of a part, only its own document: its frames are kept whole.
    selected: key === MAIN_KEY ? frame.host.readSelection?.(doc, frame.host) : undefined,
    out: [],
    text: createVisibleText(),
    fonts: createFontUse(doc),
    state: createPageState(doc, frame.host),
    boxes: createBoxes(doc, view),
    changes: createChanges(),
    ranges: new Map(),
    children: [],
    inner: [],
    keyOf: childKeys(view, key),
    icon: key === MAIN_KEY ? iconLink(doc) : null,
    canvases: 0,
    crops: [],
    lazy: new Set(),
    headEnd: -1,
    preferred: preferredSet(doc),
    sheets: 0,
  }
}

/** Frames made from `srcdoc` and documents of the browser's own are in standards mode without a doctype. */
function impliedDoctype({ doc, xml }: DocumentContext): string {
  const implied =
    !xml && !dom.documentOf.doctype(doc) && dom.documentOf.compatMode(doc) === 'CSS1Compat'
  return implied ? '<!DOCTYPE html>' : ''
}

/** Documents the browser makes around an image or a text are HTML, whatever the file's type. */
function isHtml(doc: Document): boolean {
  const type = dom.documentOf.contentType(doc)
  return type !== 'application/xhtml+xml' && !/\bxml$/.test(type)
}

/** Everything but the text. */
type Head = Omit<DocumentCapture, 'html' | 'text' | 'children' | 'crops'>

/** Everything but text and boxes, as it is at this moment. */
function describe(d: DocumentContext): Omit<Head, 'boxes'> {
  const root = dom.documentOf.root(d.doc)
  // A part is as long as it is, and stands nowhere else than on the page.
  const placed = d.selected ? null : d.view
  return {
    key: d.key,
    url: d.url,
    title: dom.documentOf.title(d.doc),
    lang: root ? dom.attribute(root, 'lang') : '',
    type: documentType(d),
    width: d.view?.innerWidth ?? 0,
    height: d.view?.innerHeight ?? 0,
    state: { scrollX: placed?.scrollX ?? 0, scrollY: placed?.scrollY ?? 0 },
    ...keptFile(d),
  }
}

function documentType(d: DocumentContext): DocumentCapture['type'] {
  if (!d.xml) return 'text/html'
  const type = dom.documentOf.contentType(d.doc)
  return type === 'image/svg+xml' ? type : 'application/xhtml+xml'
}

function* finish(head: Head, d: DocumentContext): Sliced<DocumentCapture> {
  const { children, crops } = d
  const html = d.out.join('')
  if (d.out.length > MANY_PIECES) yield
  return { ...head, html, text: yield* d.text.read(), children, crops }
}

/** The icon link a browser would show: a vector picture, or the largest. */
function iconLink(doc: Document): Element | null {
  const links = Document.prototype.querySelectorAll.call(doc, 'link[rel~="icon" i][href]')
  let best: Element | null = null
  for (const link of links) if (!best || iconSize(link) > iconSize(best)) best = link
  return best
}

function iconSize(link: Element): number {
  if (/svg/.test(dom.attribute(link, 'type') + dom.attribute(link, 'href'))) return 10_000
  return Number.parseInt(dom.attribute(link, 'sizes'), 10) || 1
}

function wantUsualIcon(d: DocumentContext): void {
  if (!/^https?:/.test(d.url)) return
  want(d.frame.findings, new URL('/favicon.ico', d.url).href, 'icon')
}
