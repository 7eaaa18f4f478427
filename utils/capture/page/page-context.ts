import type { CaptureOptions } from '../../model/capture-options.ts'
import type { ChildFrame, Crop } from '../../model/frame-capture.ts'
import type { Boxes } from './boxes.ts'
import type { Changes } from './changes.ts'
import type { Clock } from './clock.ts'
import type { Findings } from './findings.ts'
import type { Range } from './read-again.ts'
import type { Slices } from './slices.ts'
import type { PageState } from './state/element-state.ts'
import type { FontUse } from './styles/font-use.ts'
import type { Sources } from './styles/sources.ts'
import type { VisibleText } from './visible-text.ts'
import type { Level } from './walk-document.ts'

/** The outside things the page script is given. */
export interface PageHost {
  sendMessage: (message: unknown) => Promise<unknown>
  /** The element's shadow root, open or closed. */
  shadowRootOf: (el: Element) => ShadowRoot | null
  /** What a script made the face from, where that was seen. */
  fontBytes: (face: FontFace, view: Window | null) => Blob | undefined
  /** The first members of a set or map of the page's. */
  listOf: <T>(collection: Iterable<T>, most: number) => T[]
  fetch: typeof fetch
  /** What this capture does otherwise than usual. */
  options?: CaptureOptions | undefined
  /** The browser's MHTML will give pictures of other origins: asking for them could cost a request each. */
  mhtml?: true | undefined
  /** There where only what is selected is kept; a script of its own, since it hardly ever is. */
  readSelection?: ((doc: Document, host: PageHost) => Selected) | undefined
}

/** What is selected in a document. */
export interface Selected {
  empty: boolean
  /** Some of what the node holds is selected, and not all. */
  isPart: (node: Node) => boolean
  /** What of a text is selected. */
  textOf: (text: Text) => string
  /** Whether the node is outside of it; puts on the stack what of it is needed nevertheless. */
  passBy: (node: Node, level: Level, levels: Level[]) => boolean
}

/** What the documents read by one run of the script share. */
export interface FrameContext {
  host: PageHost
  findings: Findings
  sources: Sources
  clock: Clock
  slices: Slices
}

/** One document being read. */
export interface DocumentContext {
  frame: FrameContext
  doc: Document
  view: (Window & typeof globalThis) | null
  key: string
  url: string
  base: string
  /** Written by the rules of XML instead of HTML. */
  xml: boolean
  /** In quirks mode. */
  quirks: boolean
  /** Parts of the tree that are written at the end. */
  parts: { open: string; level: Level }[]
  partsWritten: number
  /** Made by the browser to show a file; its own sheets and controls belong to what was seen. */
  browserMade: boolean
  /** Names for slots that a script filled by hand, and for what it put there. */
  manual: Map<Node, { name?: string; slot?: string }>
  /** What alone is kept of it; undefined for all. */
  selected: Selected | undefined
  /** Pieces of the document's text; some are filled in later. */
  out: string[]
  text: VisibleText
  fonts: FontUse
  state: PageState
  boxes: Boxes
  changes: Changes
  /** However much the page changes it meanwhile, it is not read once more. */
  lastReading: boolean
  /** Where elements stand in all this; null while one of them is read again. */
  ranges: Map<Element, Range> | null
  children: ChildFrame[]
  /** Documents of child frames that have no script of their own. */
  inner: { doc: Document; key: string }[]
  keyOf: (child: Window) => string
  /** The link that names the page's icon. */
  icon: Element | null
  canvases: number
  /** Elements that may be waiting for a background. */
  lazy: Set<Element>
  /** Places to be cut out of the tab's picture. */
  crops: Crop[]
  /** The place at the end of the head, -1 without one. */
  headEnd: number
  /** The set of titled sheets the document began with. */
  preferred: string
  /** Sheets met so far. */
  sheets: number
}

/** Reserves a place in the text for what `text` comes to; it stays empty if that fails. */
export function writeLater(d: DocumentContext, text: Promise<string>): void {
  const at = d.out.push('') - 1
  const done = text.then(
    (value) => {
      d.out[at] = value
    },
    () => undefined,
  )
  d.frame.findings.later.push(done)
}
