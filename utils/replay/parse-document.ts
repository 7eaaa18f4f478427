import type { Frame } from '../model/snapshot.ts'
import { HTML_NS } from './namespaces.ts'
import {
  compatModeOf,
  doctypeOf,
  documentElementOf,
  elementsIn,
  firstChildOf,
  nameOf,
  spaceOf,
  textOf,
} from './safe-dom.ts'

const EATS_NEWLINE = /^(?:pre|textarea|listing)$/

export type MarkupType = Frame['type']

/** Parses without loading, running or attaching anything: shadow roots stay `<template>` elements. */
export function parseDocument(markup: string, type: MarkupType): Document {
  return new DOMParser().parseFromString(markup, type)
}

/** Whether XML could not be parsed; browsers give a document about the error instead of throwing. */
export function isParseError(doc: Document): boolean {
  for (const element of elementsIn(doc)) if (nameOf(element) === 'parsererror') return true
  return false
}

/** The document's text with its own doctype, so that it stays in quirks or standards mode. */
export function serializeDocument(doc: Document, type: MarkupType): string {
  const root = documentElementOf(doc)
  if (type !== 'text/html')
    return doctypeText(doc) + instructionsText(doc) + new XMLSerializer().serializeToString(root)
  return doctypeText(doc) + htmlText(root)
}

/** `outerHTML` of a root element, which no form can shadow. A parser would make other things of a lone CR. */
const htmlText = (root: Element): string => root.outerHTML.replaceAll('\r', '&#13;')

/** Comments and instructions in front of the root; cleaning leaves those of style sheets. */
function instructionsText(doc: Document): string {
  let text = ''
  for (let node = firstChildOf(doc); node; node = node.nextSibling) {
    if (node.nodeType === Node.COMMENT_NODE) text += `<!--${(node as Comment).data}-->`
    if (node.nodeType !== Node.PROCESSING_INSTRUCTION_NODE) continue
    const { target, data } = node as ProcessingInstruction
    text += `<?${target} ${data}?>`
  }
  return text
}

function doctypeText(doc: Document): string {
  const doctype = doctypeOf(doc)
  if (!doctype) return ''
  const { name, publicId, systemId } = doctype
  const system = systemId ? ` ${quoted(systemId)}` : ''
  if (publicId) return `<!DOCTYPE ${name} PUBLIC ${quoted(publicId)}${system}>`
  return `<!DOCTYPE ${name}${system ? ` SYSTEM${system}` : ''}>`
}

/** Identifiers can hold one kind of quote only, by the grammar they were parsed with. */
const quoted = (id: string): string => (id.includes('"') ? `'${id}'` : `"${id}"`)

const LIMITED_QUIRKS = /^-\/\/W3C\/\/DTD (?:XHTML 1\.0|HTML 4\.01) (?:Frameset|Transitional)\/\//i

/** Whether the document is in any mode but the standards one, which `srcdoc` would force on it. */
export function isQuirky(doc: Document): boolean {
  return compatModeOf(doc) === 'BackCompat' || LIMITED_QUIRKS.test(doctypeOf(doc)?.publicId ?? '')
}

/** Text that is no markup inside: there a reference would stand as it is. */
const RAW = /^(?:style|xmp|iframe|noembed|noframes|script)$/

/** Parsers drop a newline right after these start tags, so one is put in front of one that is there. */
export function keepFirstNewlines(root: Document | DocumentFragment): void {
  for (const element of elementsIn(root)) {
    if (element instanceof HTMLTemplateElement) keepFirstNewlines(element.content)
    if (spaceOf(element) === HTML_NS && RAW.test(nameOf(element))) keepLines(element)
    if (spaceOf(element) !== HTML_NS || !EATS_NEWLINE.test(nameOf(element))) continue
    const first = element.firstChild
    if (first instanceof Text && first.data.startsWith('\n')) first.data = `\n${first.data}`
  }
}

function keepLines(element: Element): void {
  const text = textOf(element)
  if (text.includes('\r')) element.textContent = text.replace(/\r\n?/g, '\n')
}
