import { HTML_NS, SVG_NS } from '../../replay/namespaces.ts'
import {
  bodyOf,
  documentElementOf,
  firstChildOf,
  nameOf,
  nextSiblingOf,
  nodeKind,
  spaceOf,
  textOf,
} from '../../replay/safe-dom.ts'
import { copyElement, xmlText } from './copy-element.ts'
import { flatStyle } from './flat-style.ts'

export interface Size {
  width: number
  height: number
}

/** Shows nothing, or needs a parser of HTML. */
const LEFT_OUT = /^(?:script|noscript|template|meta|base|link|title|audio)$/
const FRAME = /^(?:iframe|frame|object|embed)$/

/** Frames in frames, and trees no stack of calls goes down. */
const DEEPEST_FRAME = 3
const DEEPEST = 1500

/** Above, what begins below the first screen is left out: it would only cost time. */
const MANY_ELEMENTS = 3000

interface Drawing {
  view: Window
  into: Document
  size: Size
  frames: number
  hosts: number
  /** Leaves out what nobody sees. */
  cut: boolean
}

/**
 * What a window shows, as an SVG picture: the page as XHTML in a `foreignObject`. Shadow trees stand in the
 * place of what they show, since no parser of XML makes them; frames are pictures in the picture.
 */
export function asSvg(view: Window, size: Size, frames = 0): string {
  const doc = view.document
  const into = document.implementation.createDocument(SVG_NS, 'svg')
  const svg = into.documentElement
  const count = Document.prototype.getElementsByTagName.call(doc, '*').length
  const drawing: Drawing = { view, into, size, frames, hosts: 0, cut: count > MANY_ELEMENTS }
  for (const [name, side] of Object.entries(size)) svg.setAttribute(name, String(side))
  const root = documentElementOf(doc)
  // The unit `rem` is of the picture's root.
  svg.setAttribute('style', `font-size:${view.getComputedStyle(root).fontSize}`)
  const ground = into.createElementNS(SVG_NS, 'rect')
  const page = into.createElementNS(SVG_NS, 'foreignObject')
  for (const each of [ground, page]) {
    each.setAttribute('width', '100%')
    each.setAttribute('height', '100%')
  }
  ground.setAttribute('fill', groundOf(doc, view))
  svg.append(ground, page)
  copyInto(page, root, drawing, { host: undefined, depth: 0 })
  const html = page.firstElementChild
  if (html) moveUp(html, view)
  return new XMLSerializer().serializeToString(into)
}

const CLEAR = /^(?:transparent|rgba\(0, 0, 0, 0\))$/

/** The background of the root, or else of the body, covers the whole window. */
function groundOf(doc: Document, view: Window): string {
  const layers = [documentElementOf(doc), bodyOf(doc)].filter((each) => each !== null)
  const colours = layers.map((each) => view.getComputedStyle(each).backgroundColor)
  return colours.find((colour) => !CLEAR.test(colour)) ?? '#fff'
}

/** What is fixed stays, all else is where the window was scrolled to. */
function moveUp(html: Element, view: Window): void {
  const place = `position:relative;left:${-view.scrollX}px;top:${-view.scrollY}px`
  addStyle(html, `min-height:100%;${place}`)
  // A window scrolls by what these two say; here they would have scroll bars of their own.
  for (const each of [html, ...html.children]) {
    if (/^(?:html|body)$/.test(each.localName)) addStyle(each, 'overflow:visible!important')
  }
}

function addStyle(element: Element, more: string): void {
  element.setAttribute('style', `${element.getAttribute('style') ?? ''};${more}`)
}

interface Place {
  /** Number of the host whose shadow tree this is in. */
  host: number | undefined
  depth: number
}

function copyInto(parent: Element, node: Node, drawing: Drawing, place: Place): void {
  const kind = nodeKind(node)
  if (kind === Node.TEXT_NODE) parent.append(xmlText((node as Text).data))
  if (kind !== Node.ELEMENT_NODE || place.depth > DEEPEST) return
  const element = node as Element
  const name = nameOf(element)
  if (LEFT_OUT.test(name) || (drawing.cut && isBelow(element, drawing.size))) return
  if (FRAME.test(name) && spaceOf(element) === HTML_NS) {
    drawFrame(parent, element, drawing)
    return
  }
  const copy = copyElement(element, drawing.into)
  parent.append(copy)
  if (name === 'style') copy.textContent = xmlText(flatStyle(textOf(element), place.host))
  else copyChildren(copy, element, drawing, place)
}

function copyChildren(copy: Element, element: Element, drawing: Drawing, place: Place): void {
  const inner = { host: place.host, depth: place.depth + 1 }
  const shadow = shadowOf(element)
  if (shadow) {
    inner.host = ++drawing.hosts
    copy.setAttribute('data-linkshot-host', String(inner.host))
  }
  for (const child of shownIn(element, shadow)) copyInto(copy, child, drawing, inner)
}

/** A field of a form may be called so. */
function shadowOf({ shadowRoot }: Element): ShadowRoot | undefined {
  return shadowRoot && nodeKind(shadowRoot) === Node.DOCUMENT_FRAGMENT_NODE ? shadowRoot : undefined
}

/** What stands in an element as a reader sees it. */
function shownIn(element: Element, shadow: ShadowRoot | undefined): Iterable<Node> {
  if (shadow) return childrenOf(shadow)
  const given = nameOf(element) === 'slot' ? (element as HTMLSlotElement).assignedNodes() : []
  return given.length > 0 ? given : childrenOf(element)
}

function* childrenOf(parent: Node): Iterable<Node> {
  for (let child = firstChildOf(parent); child; child = nextSiblingOf(child)) yield child
}

function isBelow(element: Element, { height }: Size): boolean {
  const box = Element.prototype.getBoundingClientRect.call(element)
  return box.height > 0 && box.top > height
}

/** What a box is laid out by: another kind of element is to stand in its place. */
const LAYOUT =
  'display position float inset width height min-width min-height max-width max-height margin border box-sizing border-radius vertical-align flex align-self justify-self grid-area order opacity visibility transform z-index'.split(
    ' ',
  )

/** A frame is a picture of what it showed. */
function drawFrame(parent: Element, frame: Element, drawing: Drawing): void {
  const picture = drawing.into.createElementNS(HTML_NS, 'img')
  const given = drawing.view.getComputedStyle(frame)
  const style = LAYOUT.map((name) => `${name}:${given.getPropertyValue(name)}`).join(';')
  picture.setAttribute('style', `${style};object-fit:fill`)
  const inner = (frame as HTMLIFrameElement).contentWindow
  const size = { width: frame.clientWidth, height: frame.clientHeight }
  if (inner && drawing.frames < DEEPEST_FRAME && isOpen(frame) && size.width * size.height > 0) {
    const svg = asSvg(inner, size, drawing.frames + 1)
    picture.setAttribute('src', `data:image/svg+xml,${encodeURIComponent(svg)}`)
  }
  parent.append(picture)
}

const isOpen = (frame: Element): boolean => !!(frame as HTMLIFrameElement).contentDocument
