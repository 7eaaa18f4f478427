import { SVG_NS } from '../replay/namespaces.ts'
import { mendTree } from '../replay/nesting.ts'
import {
  bodyOf,
  compatModeOf,
  createNear,
  documentElementOf,
  dropAttribute,
  headOf,
  nameOf,
  setAttribute,
  spaceOf,
  swapElement,
} from '../replay/safe-dom.ts'
import { isGecko } from '../shared/is-gecko.ts'
import {
  freshPlace,
  HTML_NS,
  MATHML_NS,
  type Place,
  placeIn,
  stays,
  textStays,
} from '../snapshot/nesting.ts'
import { chainFor } from './table-chains.ts'
import { wrapHighlights } from './wrap-highlights.ts'

/** Has no box and passes on what is inherited, whatever the page's own sheets say. */
const NO_BOX = 'all:unset!important;display:contents!important'

/** What browsers give elements for which another one stands here; weaker than any rule of the page. */
const STAND_IN_STYLE =
  '@layer linkshot{linkshot:is([data-linkshot-tag=body],[data-linkshot-tag=html],[data-linkshot-tag=form])' +
  '{display:block}linkshot[data-linkshot-tag=body]{margin:8px}linkshot[data-linkshot-tag=head]{display:none}}'

type Holder = Element | DocumentFragment

interface Task {
  holder: Holder
  place: Place
}

interface Mending {
  doc: Document
  quirks: boolean
  tasks: Task[]
  /** Elements have got a name that is not theirs. */
  standIns: boolean
}

/**
 * Changes a document's tree into one that looks the same and that a parser builds from its markup: where
 * a start tag would close or move something, elements without a box come in between.
 */
export function makeParseable(doc: Document): void {
  mendTree(doc)
  wrapHighlights(doc)
  const root = documentElementOf(doc)
  const body = bodyOf(doc)
  if (nameOf(root) !== 'html' || !body) return
  gatherInBody(root, body)
  const quirks = compatModeOf(doc) === 'BackCompat'
  const outer = { mode: 'html', parent: 'html', open: 0 } satisfies Place
  const tasks: Task[] = []
  for (const holder of [headOf(doc), body]) {
    if (holder) tasks.push({ holder, place: placeIn(holder, nameOf(holder), HTML_NS, outer) })
  }
  const mending: Mending = { doc, quirks, tasks, standIns: false }
  for (let task = tasks.pop(); task; task = tasks.pop()) mend(task, mending)
  if (mending.standIns) addStyle(doc)
}

/** A document is a head and a body; all that stands beside them goes into the body. */
function gatherInBody(root: Element, body: HTMLElement): void {
  if (nameOf(body) !== 'body') return
  let before = true
  const start = body.firstChild
  for (const node of [...root.childNodes]) {
    if (node === body) before = false
    else if (node.nodeType === Node.COMMENT_NODE || isHead(node, root)) continue
    else if (node instanceof Text && !node.data.trim()) continue
    else beside(node, body, before ? start : null)
  }
}

/** Nothing of the body's looks comes down to what stood beside it. */
function beside(node: Node, body: Element, next: Node | null): void {
  const own = createNear(body, 'linkshot')
  setAttribute(own, 'data-linkshot-in', '')
  setAttribute(own, 'style', 'all:initial!important;display:contents!important')
  own.append(node)
  body.insertBefore(own, next)
}

const isHead = (node: Node, root: Element): boolean =>
  node === [...root.children].find((each) => nameOf(each) === 'head')

function mend({ holder, place }: Task, mending: Mending): void {
  const children = [...holder.childNodes]
  for (let at = 0; at < children.length; at++) {
    const node = children[at]
    if (node instanceof Element) {
      const child = nameable(node, place, mending)
      children[at] = child
      if (staysHere(child, place, mending)) enter(child, place, mending)
      else {
        at = cure(child, children, at, { holder, place }, mending)
        if (at < 0) return
      }
    } else if (node instanceof Text && !textStays(node.data, place)) {
      at = cure(node, children, at, { holder, place }, mending)
    }
  }
}

const staysHere = (child: Element, place: Place, { quirks }: Mending): boolean =>
  stays(child, child.localName, spaceOf(child), place, quirks)

function enter(child: Element, place: Place, { tasks }: Mending): void {
  if (child instanceof HTMLTemplateElement)
    tasks.push({ holder: child.content, place: freshPlace() })
  else tasks.push({ holder: child, place: placeIn(child, child.localName, spaceOf(child), place) })
}

/** Elements of no known namespace have no styles; sheets of Chromium don't find them by classes either. */
const meaningless = () => (isGecko() ? ['style'] : ['class', 'style'])

const NO_NAME_HERE = /^(?:html|head|body|frameset|frame|image)$/

/** The element, or another one for it if no tag of its name makes one here. */
function nameable(element: Element, place: Place, mending: Mending): Element {
  const space = spaceOf(element)
  const { localName } = element
  const known = space === HTML_NS || space === SVG_NS || space === MATHML_NS
  const isFrame = place.mode === 'frameset' && /^frame/.test(localName)
  const written =
    /^[a-z][^\s/>\0]*$/.test(localName) && (space !== HTML_NS || !/[A-Z]/.test(localName))
  const form =
    localName === 'form' &&
    place.open &&
    !stays(element, 'form', HTML_NS, { ...place, open: place.open & ~1 }, true)
  if (
    isFrame ||
    (known && written && !form && !(space === HTML_NS && NO_NAME_HERE.test(localName)))
  )
    return element
  const children = [...element.childNodes]
  const other = swapElement(element, 'linkshot')
  setAttribute(other, 'data-linkshot-tag', localName)
  for (const name of known ? [] : meaningless()) dropAttribute(other, name)
  other.append(...children)
  mending.standIns = true
  return other
}

/**
 * Puts something between a node and its parent that lets it stay, and returns the place to go on from;
 * -1 where that took all of the children.
 */
function cure(
  node: Element | Text,
  children: Node[],
  at: number,
  task: Task,
  mending: Mending,
): number {
  const { holder, place } = task
  const chain = chainFor(node, place)
  if (chain) return wrapRun(children, at, chain, task, mending)
  const foreign = node instanceof Element && spaceOf(node) !== HTML_NS
  if (foreign && spaceOf(node as Element) === MATHML_NS) {
    // A math element without a box shows nothing at all; in a line it leaves to its content whether that is a block.
    const math = between(node, 'math', MATHML_NS)
    setAttribute(math, 'style', 'all:unset!important')
    math.append(node)
    enter(math, place, mending)
  } else if (foreign || /^(?:svg|math|annotation|columns|head|frameset)$/.test(place.mode)) {
    // Nothing of it is shown there.
    node.parentNode?.removeChild(node)
  } else if (!isWrapper(holder) && /^(?:body|template|mathtext)$/.test(place.mode)) {
    const wrapper = between(children[0] ?? node, 'applet')
    wrapper.append(...children)
    enter(wrapper, place, mending)
    return -1
  } else if (node instanceof Element) enter(node, place, mending)
  return at
}

const isWrapper = (holder: Holder): boolean =>
  holder instanceof Element &&
  holder.localName === 'applet' &&
  holder.hasAttribute('data-linkshot-in')

/** A new element without a box in front of a node. */
function between(node: Node, name: string, space = HTML_NS): Element {
  const wrapper = createNear(node, name, space)
  setAttribute(wrapper, 'data-linkshot-in', '')
  setAttribute(wrapper, 'style', NO_BOX)
  node.parentNode?.insertBefore(wrapper, node)
  return wrapper
}

/** Neighbours that need the same elements around them share them, as they would share the boxes. */
function wrapRun(
  children: Node[],
  at: number,
  chain: string[],
  { place }: Task,
  mending: Mending,
): number {
  const [first] = children.slice(at)
  if (!first) return at
  const outer = between(first, chain[0] ?? 'td')
  let inner = outer
  for (const name of chain.slice(1)) {
    const next = createNear(outer, name)
    setAttribute(next, 'data-linkshot-in', '')
    setAttribute(next, 'style', NO_BOX)
    inner.append(next)
    inner = next
  }
  let end = at
  for (
    let node = children[end];
    node && belongs(node, chain, place, mending);
    node = children[++end]
  )
    inner.append(node)
  if (staysHere(outer, place, mending)) enter(outer, place, mending)
  else {
    const boundary = between(outer, 'applet')
    boundary.append(outer)
    enter(boundary, place, mending)
  }
  return end - 1
}

function belongs(node: Node, chain: string[], place: Place, mending: Mending): boolean {
  if (node instanceof Comment || (node instanceof Text && !node.data.trim())) return true
  if (node instanceof Element && staysHere(node, place, mending)) return false
  const own = node instanceof Element || node instanceof Text ? chainFor(node, place) : undefined
  return own?.join() === chain.join()
}

function addStyle(doc: Document): void {
  const head = headOf(doc)
  if (!head) return
  const style = createNear(head, 'style')
  style.textContent = STAND_IN_STYLE
  head.prepend(style)
}
