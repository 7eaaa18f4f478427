import * as dom from '../dom.ts'
import { escapeAttribute } from '../html-rules.ts'
import { type DocumentContext, writeLater } from '../page-context.ts'
import { linkedReference } from '../styles/linked-sheet.ts'

/** Style sheets of XML stand in instructions; HTML has none, and a transformation was done already. */
export function emitInstruction(node: ProcessingInstruction, d: DocumentContext): void {
  if (!d.xml) return
  if (node.target !== 'xml-stylesheet') d.out.push(`<?${node.target} ${node.data}?>`)
  else if (node.sheet && !node.sheet.disabled) emitSheet(node, node.sheet, d)
}

function emitSheet(node: ProcessingInstruction, sheet: CSSStyleSheet, d: DocumentContext): void {
  const href = new DOMParser().parseFromString(`<a ${node.data}>`, 'text/html').links[0]
  const url = dom.absolute(href ? dom.attribute(href, 'href') : '', d.base)
  const media = sheet.media.mediaText
  const more = media ? ` media="${escapeAttribute(media, true)}"` : ''
  d.sheets++
  writeLater(
    d,
    linkedReference(sheet, url, d, d.doc, '').then(
      (cid) => `<?xml-stylesheet type="text/css" href="${escapeAttribute(cid, true)}"${more}?>`,
    ),
  )
}
