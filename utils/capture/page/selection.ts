import * as dom from './dom.ts'
import type { PageHost, Selected } from './page-context.ts'
import { mayHost } from './shadow.ts'
import type { Level } from './walk-document.ts'

/** True for a node with all in it, false for one of which only parts are, a piece for a text. */
type Nodes = Map<Node, boolean | [start: number, end: number]>

type Boundary = [node: Node, offset: number]

/** Whose shadow root it is. */
const hostOf = (node: Node): Element | null =>
  dom.nodeType(node) === 11 ? (node as ShadowRoot).host : null

const above = (node: Node): Node | null => dom.parentNode(node) ?? hostOf(node)

/** The next node that is not in this one; a shadow root comes before its host's children. */
function after(node: Node): Node | null {
  for (let at: Node | null = node; at; at = above(at)) {
    const host = hostOf(at)
    const next = host ? dom.firstChild(host) : dom.nextSibling(at)
    if (next) return next
  }
  return null
}

const childAt = ([node, offset]: Boundary): Node | undefined => dom.childNodes(node)[offset]

const isText = (node: Node): node is Text => /[348]/.test(String(dom.nodeType(node)))

/** What is selected in a document, as the page script keeps it alone. */
export function readSelection(doc: Document, host: PageHost): Selected {
  const nodes: Nodes = new Map()
  for (const range of rangesOf(doc, host)) addRange(range, nodes)
  const empty = nodes.size === 0
  const head = dom.documentOf.head(doc)
  if (head) nodes.set(head, true)
  return {
    empty,
    isPart: (node) => nodes.get(node) === false,
    textOf: (text) => {
      const piece = nodes.get(text)
      return Array.isArray(piece) ? text.data.slice(...piece) : text.data
    },
    passBy: (node, level, levels) => isOutside(node, level, nodes) && passBy(node, level, levels),
  }
}

function keep(node: Node, what: true | [start: number, end: number], nodes: Nodes): void {
  nodes.set(node, what)
  for (let at = above(node); at && !nodes.has(at); at = above(at)) nodes.set(at, false)
}

/** Goes once through the nodes that a range cuts and their children in it. */
function addRange(range: AbstractRange, nodes: Nodes): void {
  const { startContainer: first, startOffset, endContainer: last, endOffset } = range
  const { edges, roots } = edgesOf(first, last)
  const begin = isText(first) ? first : (childAt([first, startOffset]) ?? after(first))
  const stop = (!isText(last) && childAt([last, endOffset])) || after(last)
  for (let at = begin; at && at !== stop; ) {
    let next: Node | null | undefined
    if (!edges.has(at)) keep(at, true, nodes)
    else if (isText(at)) {
      const from = at === first ? startOffset : 0
      const to = at === last ? endOffset : at.data.length
      if (from < to) keep(at, [from, to], nodes)
    } else next = roots.get(at) ?? dom.firstChild(at)
    at = next ?? after(at)
  }
}

/** The nodes that a range cuts, and the shadow roots among them by their hosts. */
function edgesOf(first: Node, last: Node): { edges: Set<Node>; roots: Map<Node | null, Node> } {
  const edges = new Set<Node>()
  const roots = new Map<Node | null, Node>()
  for (const edge of [first, last]) {
    for (let at: Node | null = edge; at; at = above(at)) {
      edges.add(at)
      roots.set(hostOf(at), at)
    }
  }
  return { edges, roots }
}

interface Composed {
  getComposedRanges?: (options: { shadowRoots: ShadowRoot[] }) => AbstractRange[]
}

/** The ranges; where one begins or ends in a shadow tree, browsers tell so only of roots they are shown. */
function rangesOf(doc: Document, host: PageHost): AbstractRange[] {
  const selection = Document.prototype.getSelection.call(doc) as (Selection & Composed) | null
  const ranges = Array.from({ length: selection?.rangeCount ?? 0 }, (_, i) =>
    (selection as Selection).getRangeAt(i),
  )
  if (ranges.length !== 1 || !selection?.getComposedRanges) return ranges
  const shadowRoots: ShadowRoot[] = []
  for (;;) {
    const [range] = selection.getComposedRanges({ shadowRoots })
    if (!range) return ranges
    const edges: Boundary[] = [
      [range.startContainer, range.startOffset],
      [range.endContainer, range.endOffset - 1],
    ]
    const found = edges
      .map(childAt)
      .map((node) => (node && mayHost(node as Element) ? host.shadowRootOf(node as Element) : null))
      .filter((root) => root && !shadowRoots.includes(root)) as ShadowRoot[]
    if (found.length === 0) return [range]
    shadowRoots.push(...found)
  }
}

/** What gives the rest its looks, wherever it stands: sheets, and drawings to be used by others. */
const LOOKS = 'style,link[rel~=stylesheet],svg:has(symbol)'

/** Doctypes and instructions are what the document is read by. */
const ALWAYS = /^(?:7|10)$/

const isOutside = (node: Node, { parent }: Level, nodes: Nodes): boolean =>
  nodes.get(parent as Node) === false &&
  !nodes.has(node) &&
  !ALWAYS.test(String(dom.nodeType(node)))

/** Of an element that is not selected only the looks it holds are written. */
function passBy(node: Node, level: Level, levels: Level[]): true {
  if (dom.nodeType(node) !== 1) return true
  const { mark: _mark, atEnd: _end, ...list } = level
  const looks = dom.matches(node as Element, LOOKS)
    ? [node]
    : [...Element.prototype.querySelectorAll.call(node, LOOKS)]
  for (const alone of looks.reverse())
    levels.push({ ...list, next: null, parent: null, alone, close: '', block: false })
  return true
}
