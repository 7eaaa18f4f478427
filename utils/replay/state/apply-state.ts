import { attribute, dropAttribute, elementsIn, nameOf, setAttribute } from '../safe-dom.ts'
import { applyFont } from './apply-font.ts'
import { applyHighlights } from './apply-highlights.ts'
import { coverWindow } from './cover-window.ts'
import { isHighlighted } from './highlights.ts'
import { invokerOf } from './invoker.ts'
import { layerOf, mediaTimeOf, scrollOf, statesOf } from './state-attributes.ts'

/** All elements of a shown document, those in shadow roots included. */
function* shownElements(root: Document | ShadowRoot): Generator<HTMLElement> {
  for (const element of elementsIn(root)) {
    yield element as HTMLElement
    if (element.shadowRoot) yield* shownElements(element.shadowRoot)
  }
}

/** Gives a loaded document's elements the states its markup can't hold; returns what scrolls them. */
export function applyState(doc: Document): () => void {
  applyFont(doc)
  const layers: HTMLElement[] = []
  const scrolled: HTMLElement[] = []
  const highlighted: HTMLElement[] = []
  for (const element of shownElements(doc)) {
    if (attribute(element, 'data-linkshot-state') !== null) applyToControl(element)
    if (layerOf(element)) layers.push(element)
    if (isHighlighted(element)) highlighted.push(element)
    if (scrollOf(element)) scrolled.push(element)
    if (mediaTimeOf(element) !== undefined) seek(element as HTMLMediaElement)
  }
  for (const layer of layers.sort((a, b) => layerOf(a) - layerOf(b))) openLayer(layer)
  if (layers.length) dropFocus(doc)
  applyHighlights(doc, highlighted)
  return () => {
    for (const element of scrolled) scrollElement(element)
  }
}

function applyToControl(element: Element): void {
  if (!/^(?:input|select|textarea|button|output)$/.test(nameOf(element))) return
  const states = statesOf(element)
  const control = element as Partial<HTMLInputElement>
  if (states.includes('indeterminate')) control.indeterminate = true
  // The text is for a bubble that only opens when a form is sent.
  if (states.includes('invalid') && control.validity?.valid) control.setCustomValidity?.(' ')
}

/** A page may hold whatever it likes; a layer that can't be opened stays as its markup is. */
function openLayer(element: HTMLElement): void {
  const states = statesOf(element)
  try {
    if (states.includes('fullscreen')) coverWindow(element, layerOf(element))
    else if (states.includes('modal')) openModal(element as HTMLDialogElement)
    else if (states.includes('popover-open')) openPopover(element)
  } catch {
    // Nothing of it is lost but its place in front.
  }
}

function openModal(dialog: HTMLDialogElement): void {
  dropAttribute(dialog, 'open')
  dialog.showModal()
}

/** One that opened closes those it doesn't belong to, unless they are closed by hand only. */
function openPopover(element: HTMLElement): void {
  const open = [...element.ownerDocument.querySelectorAll<HTMLElement>(':popover-open')]
  const source = invokerOf(element)
  const show: (options: object) => void = element.showPopover
  show.call(element, source ? { source } : {})
  for (const other of open) {
    if (other.matches(':popover-open')) continue
    setAttribute(other, 'popover', 'manual')
    setAttribute(element, 'popover', 'manual')
    other.showPopover()
    show.call(element, source ? { source } : {})
  }
}

/** Opening puts the focus somewhere; where it was is not kept. */
function dropFocus(doc: Document): void {
  const focused = doc.activeElement as Partial<HTMLElement> | null
  focused?.blur?.()
}

function seek(media: HTMLMediaElement): void {
  const time = mediaTimeOf(media) ?? 0
  if (!/^(?:audio|video)$/.test(nameOf(media))) return
  if (media.readyState > 0) media.currentTime = time
  else media.addEventListener('loadedmetadata', () => seek(media), { once: true })
}

function scrollElement(element: Element): void {
  const place = scrollOf(element)
  if (!place) return
  const scrollTo: (to: ScrollToOptions) => void = Element.prototype.scrollTo
  scrollTo.call(element, { left: place.x, top: place.y, behavior: 'instant' })
}
