import { freshPlace, placeIn } from '../../snapshot/nesting.ts'
import { attributesText } from './attributes.ts'
import { withLooks } from './browser-made.ts'
import * as dom from './dom.ts'
import {
  escapeAttribute,
  HTML_NS,
  NEWLINE_EATERS,
  RAW_TEXT_ELEMENTS,
  VOID_ELEMENTS,
} from './html-rules.ts'
import { languageHint } from './language-hint.ts'
import { withLazyBackground } from './lazy-background.ts'
import { type Spot, spotFor } from './nesting.ts'
import { type DocumentContext, writeLater } from './page-context.ts'
import { markOf } from './read-again.ts'
import { ruleFor } from './rules/element-rules.ts'
import type { Change } from './rules/rule.ts'
import { emitAdopted, emitShadowRoot } from './shadow.ts'
import { withState } from './state/element-state.ts'
import type { Level } from './walk-document.ts'

/** Writes an element's start tag and puts what stands in it on the stack. */
export function emitElement(el: Element, at: Level, levels: Level[], d: DocumentContext): void {
  const namespace = dom.namespaceOf(el)
  const mark = d.ranges ? markOf(d) : undefined
  d.changes.seen.add(el)
  const ruled: Change = ruleFor(el, namespace, at.inert)?.(el, d) ?? {}
  if (ruled.drop) return
  const style = at.visible ? d.view?.getComputedStyle(el) : undefined
  const looked = d.browserMade ? withLooks(el, ruled, d) : withLazyBackground(el, ruled, d)
  const change = at.inert ? looked : withState(el, looked, style, d)
  const name = change.tag ?? elementName(el, d)
  const spot = at.place && spotFor(el, name, namespace, at.place, d)
  const tag = spot?.tag ?? name
  const html = namespace === HTML_NS && tag === name
  emitStartTag(el, tag, namespace, at, change, spot, d)
  const box = style ? boxOf(style) : HIDDEN
  if (!at.inert) d.boxes.add(el, box.visible)
  if (box.block || tag === 'br') d.text.breakLine()
  else if (box.apart) d.text.add(' ')
  const close = spot?.close ?? ''
  if (change.inner !== undefined) emitReplaced(change.inner, `</${tag}>${close}`, box.block, d)
  else if (html && VOID_ELEMENTS.has(tag)) endVoid(close, d)
  else {
    const level = contentLevel(el, tag, html, box, at, d)
    if (mark) level.mark = mark
    // A prefixed element says nothing about the namespace of names without one.
    if (d.xml && tag.includes(':')) level.namespace = at.namespace
    if (spot) level.place = placeIn(el, tag, spot.space, spot.place)
    level.close += close
    level.depth += close.split('</').length - 1
    levels.push(level)
    enterInner(el, tag, levels, d)
  }
}

/** XML names keep their prefix; the HTML parser puts known elements into their namespace by itself. */
function elementName(el: Element, d: DocumentContext): string {
  if (d.xml) return dom.tagName(el)
  const name = dom.localName(el)
  // Nothing can end a plaintext element; pre looks the same in all browsers and can be ended.
  return name === 'plaintext' ? 'pre' : name
}

function emitStartTag(
  el: Element,
  tag: string,
  namespace: string | null,
  at: Level,
  change: Change,
  spot: Spot | null,
  d: DocumentContext,
): void {
  const name = spot?.other ?? (tag === 'pre' ? dom.localName(el) : tag)
  const other = name === tag ? '' : ` data-linkshot-tag="${escapeAttribute(name)}"`
  d.out.push(`${spot?.open ?? ''}<${tag}${attributesText(el, change, at.inert, d)}${other}`)
  if (d.xml) d.out.push(namespaceText(el, namespace, at))
  if (change.late !== undefined) writeLater(d, change.late)
  d.out.push('>')
}

function namespaceText(el: Element, namespace: string | null, at: Level): string {
  if (namespace === at.namespace || dom.tagName(el).includes(':')) return ''
  return dom.hasAttribute(el, 'xmlns') ? '' : ` xmlns="${namespace ?? ''}"`
}

function emitReplaced(
  inner: string | Promise<string>,
  close: string,
  block: boolean,
  d: DocumentContext,
): void {
  if (typeof inner === 'string') d.out.push(inner)
  else writeLater(d, inner)
  d.out.push(close)
  if (block) d.text.breakLine()
}

function endVoid(close: string, d: DocumentContext): void {
  if (d.xml) d.out[d.out.length - 1] = '/>'
  else if (close) d.out.push(close)
}

function contentLevel(
  el: Element,
  tag: string,
  html: boolean,
  box: Box,
  at: Level,
  d: DocumentContext,
): Level {
  const next = dom.firstChild(el)
  if (html && !d.xml && NEWLINE_EATERS.has(tag) && startsWithNewline(next)) d.out.push('\n')
  return {
    next,
    parent: el,
    close: `</${tag}>`,
    namespace: dom.namespaceOf(el),
    place: null,
    depth: at.depth + 1,
    visible: box.visible,
    block: box.block,
    raw: html && !d.xml && RAW_TEXT_ELEMENTS.has(tag),
    inert: at.inert,
  }
}

function startsWithNewline(node: Node | null): boolean {
  return node !== null && dom.nodeType(node) === 3 && (node as Text).data.startsWith('\n')
}

/** Trees that are not children: shadow roots, contents of templates, sheets of the document. */
function enterInner(el: Element, tag: string, levels: Level[], d: DocumentContext): void {
  const level = levels.at(-1)
  if (!level) return
  if (tag === 'template') levels.push(templateLevel(el as HTMLTemplateElement, level))
  else if (tag === 'head' && el === dom.documentOf.head(d.doc)) enterHead(el, level, d)
  else if (tag === 'body' && el === dom.documentOf.body(d.doc)) enterBody(level, d)
  else if (el === dom.documentOf.root(d.doc) && !dom.documentOf.head(d.doc)) enterRoot(level, d)
  if (!level.inert) emitShadowRoot(el, level, levels, d)
}

function templateLevel(el: HTMLTemplateElement, level: Level): Level {
  level.inert = true
  const { mark: _, ...list } = level
  return {
    ...list,
    next: el.content ? dom.firstChild(el.content) : null,
    parent: el.content ?? null,
    close: '',
    place: level.place && freshPlace(),
    visible: false,
    block: false,
  }
}

function enterHead(el: Element, level: Level, d: DocumentContext): void {
  const first = el.firstElementChild
  const declared = first && dom.localName(first) === 'meta' && dom.hasAttribute(first, 'charset')
  if (!declared && !d.xml) d.out.push('<meta charset="utf-8">')
  if (!d.xml) d.out.push(languageHint(d))
  level.atEnd = () => {
    d.headEnd = d.out.push('') - 1
  }
}

/** A document without head and body, such as one of SVG: its last place is the end of the root. */
function enterRoot(level: Level, d: DocumentContext): void {
  level.atEnd = () => {
    d.headEnd = d.out.push('') - 1
    emitAdopted(d.doc, dom.documentOf.adopted(d.doc), d.headEnd, d)
  }
}

/** Adopted sheets count after all others, so they go to the end of the head, or behind a sheet in the body. */
function enterBody(level: Level, d: DocumentContext): void {
  const before = d.sheets
  level.atEnd = () => {
    const at = d.headEnd < 0 || d.sheets > before ? d.out.push('') - 1 : d.headEnd
    emitAdopted(d.doc, dom.documentOf.adopted(d.doc), at, d)
  }
}

interface Box {
  visible: boolean
  /** Stands on lines of its own. */
  block: boolean
  /** Stands in a line, but apart from its neighbours. */
  apart: boolean
}
const HIDDEN: Box = { visible: false, block: false, apart: false }

/** How the element's text is shown. Elements outside the flat tree have no computed style at all. */
function boxOf({ display }: CSSStyleDeclaration): Box {
  if (!display || display === 'none') return HIDDEN
  const block = !/^(?:inline|ruby|contents)/.test(display)
  return { visible: true, block, apart: display.startsWith('inline-') }
}
