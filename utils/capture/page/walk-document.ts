import * as dom from './dom.ts'
import { emitElement } from './emit-element.ts'
import { commentText, doctypeText, escapeText } from './html-rules.ts'
import type { DocumentContext } from './page-context.ts'

/** A list of siblings being written, and what is written after the last of them. */
export interface Level {
  next: Node | null
  /** The end tag. */
  close: string
  /** Runs before the end tag is written. */
  atEnd?: () => void
  /** Default namespace in scope, for XML. */
  namespace: string | null
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
export function walkDocument(d: DocumentContext): void {
  const levels: Level[] = [
    {
      next: dom.firstChild(d.doc),
      close: '',
      namespace: null,
      visible: true,
      block: false,
      raw: false,
      inert: false,
    },
  ]
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const node = level.next
    if (node) {
      level.next = dom.nextSibling(node)
      visit(node, level, levels, d)
    } else {
      levels.pop()
      level.atEnd?.()
      if (level.close) d.out.push(level.close)
      if (level.block) d.text.breakLine()
    }
  }
}

function visit(node: Node, level: Level, levels: Level[], d: DocumentContext): void {
  switch (dom.nodeType(node)) {
    case 1:
      emitElement(node as Element, level, levels, d)
      break
    case 3:
    case 4:
      emitText((node as Text).data, level, d)
      break
    case 7:
      d.out.push(instruction(node as ProcessingInstruction, d))
      break
    case 8:
      d.out.push(commentText((node as Comment).data, d.xml))
      break
    case 10:
      d.out.push(doctypeText(node as DocumentType))
      break
  }
}

function emitText(data: string, level: Level, d: DocumentContext): void {
  d.out.push(level.raw ? data : escapeText(data))
  if (level.visible && !level.unslotted) d.text.add(data)
}

/** HTML has no processing instructions, and those of XML would load sheets from their old address. */
function instruction(node: ProcessingInstruction, d: DocumentContext): string {
  if (!d.xml || node.target === 'xml-stylesheet') return ''
  return `<?${node.target} ${node.data}?>`
}
