import * as dom from '../dom.ts'
import { HTML_NS, SVG_NS } from '../html-rules.ts'
import type { DocumentContext, PageHost } from '../page-context.ts'
import type { Change } from '../rules/rule.ts'
import { rewriteStyle } from '../styles/css-reference.ts'
import {
  type AnimatedValues,
  createAnimatedValues,
  SVG_ANIMATIONS,
  svgValues,
  wasAnimated,
} from './animated-values.ts'
import { bodyFont } from './body-font.ts'
import { type CustomStates, createCustomStates } from './custom-states.ts'
import { checkboxLook, formStates } from './form-states.ts'
import { type Highlights, readHighlights } from './highlights.ts'
import { rememberedSize } from './remembered-size.ts'
import { scrollOf } from './scroll.ts'
import { backdropOf, holdersOf, isInFront, topLayerState } from './top-layer.ts'

/** What one document remembers while the states of its elements are read. */
export interface PageState {
  animated: AnimatedValues
  custom: CustomStates
  highlights: Highlights
  /** Elements in the top layer so far. */
  layers: number
  /** What the address names. */
  target: Element | null
  /** What would hold the layers down. */
  holders: ReadonlySet<Element>
}

export function createPageState(doc: Document, host: PageHost): PageState {
  const view = dom.documentOf.view(doc)
  const state = {
    animated: createAnimatedValues(view),
    custom: createCustomStates(),
    highlights: readHighlights(doc, view, host),
    layers: 0,
    target: Document.prototype.querySelector.call(doc, ':target'),
    holders: view ? holdersOf(doc, view) : new Set<Element>(),
  }
  enterTree(doc, state)
  return state
}

/** Takes in what a document or shadow root says about all its elements. */
export function enterTree(root: Document | ShadowRoot, { animated, custom }: PageState): void {
  animated.enter(root)
  custom.enter(root)
}

/** Adds to an element's change what its markup can't say, as attributes that replay understands. */
export function withState(
  el: Element,
  change: Change,
  style: CSSStyleDeclaration | undefined,
  d: DocumentContext,
): Change {
  const namespace = dom.namespaceOf(el)
  const set: Record<string, string> = {}
  if (namespace === HTML_NS) Object.assign(set, htmlState(el, style, d))
  const extra = animationState(el, namespace, style, d)
  Object.assign(set, extra)
  if (style)
    Object.assign(set, scrollOf(el, style, d), bodyFont(el, style, d), rememberedSize(style))
  if (d.state.highlights.list) Object.assign(set, highlightState(el, d))
  for (const _ in set) return { ...change, set: { ...change.set, ...set } }
  return change
}

function highlightState(el: Element, { doc, state }: DocumentContext): Record<string, string> {
  const { list, marks } = state.highlights
  const all = el === dom.documentOf.root(doc) ? { 'data-linkshot-highlights': list } : {}
  return { ...all, ...marks.get(el) }
}

function htmlState(
  el: Element,
  style: CSSStyleDeclaration | undefined,
  d: DocumentContext,
): Record<string, string> {
  const name = dom.localName(el)
  const states = formStates(el, name)
  const custom = name.includes('-') || dom.hasAttribute(el, 'is')
  if (custom && dom.matches(el, ':defined')) {
    const root = d.frame.host.shadowRootOf(el)
    if (root) d.state.custom.enter(root)
    states.push('defined', ...d.state.custom.of(el))
  }
  const layer = style && (topLayerState(el) ?? (dom.matches(el, ':fullscreen') ? 'fullscreen' : ''))
  const set: Record<string, string> = layer ? layerState(el, d) : {}
  if (layer) states.push(layer)
  if (el === d.state.target) states.push('target')
  if (d.state.holders.has(el)) set['data-linkshot-lift'] = ''
  if (style && states.includes('indeterminate')) {
    if (style.appearance === 'none') states.push('drawn')
    else set['data-linkshot-look'] = checkboxLook(el, style)
  }
  if (states.length) set['data-linkshot-state'] = states.join(' ')
  if (name === 'video' || name === 'audio') {
    const { currentTime } = el as HTMLMediaElement
    if (currentTime > 0) set['data-linkshot-time'] = String(Number(currentTime.toFixed(3)))
  }
  return set
}

/** The order of layers is nowhere to be read: that of the document, and what is not inert in front. */
function layerState(el: Element, d: DocumentContext): Record<string, string> {
  const order = ++d.state.layers + (isInFront(el) ? 1000 : 0)
  const backdrop = d.view ? rewriteStyle(backdropOf(el, d.view), d) : ''
  return {
    'data-linkshot-layer': String(order),
    'data-linkshot-backdrop': backdrop,
    // Opening it again must not run what opened it.
    'data-linkshot-style': '',
  }
}

function animationState(
  el: Element,
  namespace: string | null,
  style: CSSStyleDeclaration | undefined,
  d: DocumentContext,
): Record<string, string> {
  const { animated } = d.state
  const set: Record<string, string> = {}
  let values = animated.of(el)
  if (namespace === SVG_NS) {
    if (SVG_ANIMATIONS.test(dom.localName(el))) set['begin'] = 'indefinite'
    const svg = svgValues(el)
    Object.assign(set, svg.set)
    values += svg.style
  }
  if (values || (style && wasAnimated(style))) set['data-linkshot-style'] = rewriteStyle(values, d)
  for (const pseudo of animated.pseudos(el)) {
    const known = /^::(before|after|marker|backdrop)$/.exec(pseudo)?.[1]
    if (known) set[`data-linkshot-${known}`] = rewriteStyle(animated.of(el, pseudo), d)
  }
  return set
}
