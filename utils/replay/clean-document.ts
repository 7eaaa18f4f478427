import { LinkshotError } from '../model/error.ts'
import type { Frame, Resource } from '../model/snapshot.ts'
import { cleanElement } from './clean-elements.ts'
import { cleanInstructions } from './clean-instructions.ts'
import {
  isParseError,
  keepFirstNewlines,
  type MarkupType,
  parseDocument,
  serializeDocument,
} from './parse-document.ts'
import type { Pass } from './pass.ts'
import type { SelectorChange } from './rewrite-selectors.ts'
import { attribute, elementsIn, nameOf } from './safe-dom.ts'
import type { Slot } from './slots.ts'

export interface CleanDocument {
  doc: Document
  slots: Slot[]
  change: SelectorChange
}

/** Rounds a page may take to settle. Real pages need two or three; more is somebody playing with the parser. */
const MAX_ROUNDS = 6

/**
 * Parses and sanitises a stored document until its text no longer changes when it is parsed again, so that
 * the browser will build exactly the tree that was found clean (markup can be written to turn into other
 * markup on the second parse).
 * @param prepare changes a parsed document before it is cleaned
 * @throws LinkshotError 'damaged' if it can't be parsed or something unsafe comes back every time
 */
export function cleanDocument(
  markup: string,
  frame: Pick<Frame, 'url'> & { type: MarkupType },
  resources: ReadonlyMap<string, Resource>,
  prepare?: (doc: Document) => void,
): CleanDocument {
  const { type, url } = frame
  let doc = parseDocument(markup, type)
  if (type !== 'text/html' && isParseError(doc))
    throw new LinkshotError('damaged', 'not well-formed')
  const base = baseOf(doc, url)
  let text = ''
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const change = {
      states: new Set<string>(),
      tags: new Map<string, string>(),
      attributes: new Set<string>(),
      standIns: new Set<string>(),
      wrapped: false,
      marked: false,
    }
    const pass: Pass = { pageUrl: url, base, resources, removed: 0, slots: [], frozen: 0, change }
    if (type === 'text/html') prepare?.(doc)
    cleanTree(doc, pass)
    if (type === 'text/html') keepFirstNewlines(doc)
    else cleanInstructions(doc, pass)
    const settled = serializeDocument(doc, type)
    const last = settled === text || round === MAX_ROUNDS
    if (pass.removed === 0 && last) return { doc, slots: pass.slots, change }
    text = settled
    doc = parseDocument(text, type)
  }
  throw new LinkshotError('damaged', 'markup that does not settle')
}

/** Cleans all elements below a root, those in templates and so in declarative shadow roots included. */
function cleanTree(root: Document | DocumentFragment, pass: Pass): void {
  for (const element of elementsIn(root)) {
    cleanElement(element, pass)
    if (element instanceof HTMLTemplateElement) cleanTree(element.content, pass)
  }
}

/** What relative links count from: the page's `<base>`, then its address. */
function baseOf(doc: Document, url: string): string {
  for (const element of elementsIn(doc)) {
    const href = nameOf(element) === 'base' ? attribute(element, 'href') : null
    if (href !== null && URL.canParse(href, url)) return new URL(href, url).href
  }
  return url
}
