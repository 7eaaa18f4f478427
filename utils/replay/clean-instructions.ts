import { cidIn } from './addresses.ts'
import type { Pass } from './pass.ts'

/** A kept sheet's instruction, word for word as captures write it. */
const SHEET = /^type="text\/css" href="(cid:[^"#]*)"( media="[^"<>?]*")?$/

/** Of all instructions of an XML document only those stay that name a kept sheet: others load and transform. */
export function cleanInstructions(doc: Document, pass: Pass): void {
  const walker = Document.prototype.createTreeWalker.call(
    doc,
    doc,
    NodeFilter.SHOW_PROCESSING_INSTRUCTION,
  )
  const found: ProcessingInstruction[] = []
  while (walker.nextNode()) found.push(walker.currentNode as ProcessingInstruction)
  for (const node of found) {
    const [, url = '', media = ''] = SHEET.exec(node.data) ?? []
    const kept = node.target === 'xml-stylesheet' && node.parentNode === doc && cidIn(url)
    if (kept) pass.slots.push({ kind: 'instruction', node, url, media })
    else node.parentNode?.removeChild(node)
  }
}
