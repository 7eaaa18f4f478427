import { type Place, textStays } from '../../snapshot/nesting.ts'
import * as dom from './dom.ts'
import { emitElement } from './emit-element.ts'
import { commentText, doctypeText, escapeText } from './html-rules.ts'
import { putAside, writePart } from './nesting.ts'
import type { DocumentContext } from './page-context.ts'
import { type Mark, noteRange } from './read-again.ts'
import { emitInstruction } from './rules/instruction.ts'
import type { Sliced } from './slices.ts'

/** A list of siblings being written, and what is written after the last of them. */
export interface Level {
  next: Node | null
  /** Whose children they are. */
  parent: Node | null
  /** Where reading stood when the element of the list began. */
  mark?: Mark
  /** A node without its siblings, instead of a list. */
  alone?: Node | null
  /** The end tag. */
  close: string
  /** Runs before the end tag is written. */
  atEnd?: () => void
  /** Default namespace in scope, for XML. */
  namespace: string | null
  /** What an HTML parser expects here; null in XML, where anything may stand anywhere. */
  place: Place | null
  /** Elements around it in the text that is written. */
  depth: number
  /** The reader sees text standing here. */
  visible: boolean
  /** Texts right here have no slot to be shown in. */
  unslotted?: boolean
  /** A new line of visible text starts after it. */
  block: boolean
  /** Text is written without escaping. */
  raw: boolean
  /** Contents of a template: nothing in it is shown or loaded. */
  inert: boolean
}

/**
 * Writes a whole document. It goes through the tree with a stack of its own, since a page may be nested
 * deeper than calls can be, and looks at every node once.
 */
export function walkDocument(d: DocumentContext): Sliced<void> {
  d.changes.enter(d.doc)
  const levels: Level[] = [
    {
      next: dom.firstChild(d.doc),
      parent: d.doc,
      close: '',
      namespace: null,
      place: d.xml ? null : { mode: 'document', parent: '', open: 0 },
      depth: 0,
      visible: true,
      block: false,
      raw: false,
      inert: false,
    },
  ]
  return walkLevels(levels, d)
}

/** Writes what is on the stack to its end. The page has its turn now and then, and may change meanwhile. */
export function* walkLevels(levels: Level[], d: DocumentContext): Sliced<void> {
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    if (d.frame.slices.due()) {
      d.changes.begin()
      yield
      d.changes.note(levels, d.selected)
      if (d.changes.torn && !d.lastReading) return
      d.boxes.resume()
    }
    const node = level.next ?? level.alone
    if (node) {
      level.alone = null
      level.next = level.next && dom.nextSibling(level.next)
      visit(node, level, levels, d)
    } else if (level.place?.mode !== 'html' || !writePart(levels, d)) endLevel(level, levels, d)
  }
}

function endLevel(level: Level, levels: Level[], d: DocumentContext): void {
  levels.pop()
  level.atEnd?.()
  if (level.close) d.out.push(level.close)
  if (level.block) d.text.breakLine()
  const around = levels.at(-1)
  if (level.mark && around) noteRange(level.parent as Element, level.mark, around, d)
}

function visit(node: Node, level: Level, levels: Level[], d: DocumentContext): void {
  if (d.selected?.passBy(node, level, levels)) return
  switch (dom.nodeType(node)) {
    case 1:
      if (!putAside(node as Element, level, d)) emitElement(node as Element, level, levels, d)
      break
    case 3:
    case 4:
      emitText(node as Text, level, d)
      break
    case 7:
      emitInstruction(node as ProcessingInstruction, d)
      break
    case 8:
      d.out.push(commentText((node as Comment).data, d.xml))
      break
    case 10:
      d.out.push(doctypeText(node as DocumentType))
      break
  }
}

function emitText(node: Text, level: Level, d: DocumentContext): void {
  const data = d.selected?.textOf(node) ?? node.data
  const stays = !level.place || textStays(data, level.place)
  if (level.place?.mode === 'html') {
    // Blanks behind the body would come to stand in it.
    if (stays) return
    if (putAside(node, level, d)) return
  }
  const text = level.raw ? data : escapeText(data, d.xml)
  const slot = d.manual.get(node)?.slot
  if (slot) d.out.push(`<linkshot slot="${slot}">${text}</linkshot>`)
  else d.out.push(stays ? text : `<template data-linkshot-nest="">${text}</template>`)
  if (level.visible && !level.unslotted) d.text.add(data)
}
