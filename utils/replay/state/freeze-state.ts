import {
  appendTo,
  attribute,
  createNear,
  elementsIn,
  nameOf,
  parentOf,
  setAttribute,
  styleOf,
} from '../safe-dom.ts'
import { addRules } from './add-rules.ts'
import { coverWindow, layerIndex } from './cover-window.ts'
import { drawIndeterminate } from './draw-indeterminate.ts'
import { freezeScroll } from './freeze-scroll.ts'
import { invokerOf } from './invoker.ts'
import { layerOf, mediaTimeOf, statesOf } from './state-attributes.ts'

/**
 * What browsers lay out open layers by, as the page's weakest rules: it may say otherwise, as it may to the
 * browser.
 */
const LAYER_RULES =
  '@layer linkshot{' +
  ':where(dialog[data-linkshot-state~="modal"]){position:fixed;overflow:auto;inset-block:0;' +
  'max-width:calc(100% - 6px - 2em);max-height:calc(100% - 6px - 2em)}' +
  ':where([popover][data-linkshot-state~="popover-open"]:not(dialog)){display:block}}'

/** Gives a document without scripts the nearest to what a viewer would apply from outside. */
export function freezeState(root: Document | DocumentFragment): void {
  const layers = new Set<ParentNode>()
  const scrollers = new Set<ParentNode>()
  for (const element of elementsIn(root)) {
    if (element instanceof HTMLTemplateElement) freezeState(element.content)
    const layer = layerOf(element)
    if (layer) freezeLayer(element, layer, layers)
    if (attribute(element, 'data-linkshot-lift') !== null) lift(element)
    freezeScroll(element, scrollers)
    const time = mediaTimeOf(element)
    if (time !== undefined) startAt(element, time)
    const states = statesOf(element)
    if (states.includes('indeterminate') && !states.includes('drawn')) drawIndeterminate(element)
  }
}

function freezeLayer(element: Element, order: number, ruled: Set<ParentNode>): void {
  if (statesOf(element).includes('fullscreen')) coverWindow(element, order)
  else styleOf(element)?.setProperty('z-index', String(layerIndex(order)), 'important')
  addBackdrop(element, order)
  const invoker = statesOf(element).includes('popover-open') ? invokerOf(element) : null
  if (invoker) {
    setAttribute(invoker, 'data-linkshot-invoker', String(order))
    addRules(element, invokerRules(order), new Set())
  }
  addRules(element, LAYER_RULES, ruled)
}

/** A popover stands beside what opened it, unless the page says beside what else. */
const invokerRules = (order: number): string =>
  `@layer linkshot{:where([data-linkshot-invoker="${order}"]){anchor-name:--linkshot-${order}}` +
  `:where([data-linkshot-layer="${order}"]){position-anchor:--linkshot-${order}}}`

/** What would hold a layer down goes up with it. */
function lift(element: Element): void {
  styleOf(element)?.setProperty('z-index', String(layerIndex(0)), 'important')
}

/** An element behind the layer, looking as its `::backdrop` did. */
function addBackdrop(element: Element, order: number): void {
  const given = (createNear(element, 'i') as HTMLElement).style
  given.cssText = attribute(element, 'data-linkshot-backdrop') ?? ''
  if (given.length === 0 || given.display === 'none') return
  const backdrop = createNear(element, 'linkshot-backdrop') as HTMLElement
  for (const name of Array.from(given)) {
    backdrop.style.setProperty(name, given.getPropertyValue(name), 'important')
  }
  backdrop.style.cssText += `position:fixed!important;margin:0!important;pointer-events:none!important;z-index:${layerIndex(order) - 1}!important`
  const slot = attribute(element, 'slot')
  if (slot) setAttribute(backdrop, 'slot', slot)
  const parent = parentOf(element)
  if (parent?.nodeType === Node.DOCUMENT_FRAGMENT_NODE)
    (parent as DocumentFragment).append(backdrop)
  else if (parent) appendTo(parent as Element, backdrop)
}

/** Media fragments name where a song or video begins. */
function startAt(media: Element, time: number): void {
  if (!/^(?:audio|video)$/.test(nameOf(media))) return
  for (const source of [media, ...media.children]) {
    const src = /^(?:audio|video|source)$/.test(nameOf(source)) ? attribute(source, 'src') : null
    if (src && !src.includes('#')) setAttribute(source, 'src', `${src}#t=${time}`)
  }
}
