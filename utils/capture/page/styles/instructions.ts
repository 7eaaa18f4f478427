import { documentOf } from '../dom.ts'
import { escapeAttribute, SVG_NS } from '../html-rules.ts'
import { type DocumentContext, writeLater } from '../page-context.ts'
import { linkedReference } from './linked-sheet.ts'

/**
 * Sheets of `<?xml-stylesheet?>` as style elements: a reader of the stored document follows no instructions.
 * They stand in front of the document's own sheets, as the instructions do.
 */
export function emitInstructionSheets(namespace: string | null, d: DocumentContext): void {
  if (!d.xml) return
  for (const sheet of documentOf.styleSheets(d.doc)) {
    const { ownerNode, disabled, href } = sheet
    if (ownerNode?.nodeType !== 7 || disabled || !href) continue
    if (/\balternate\s*=\s*["']yes/.test((ownerNode as ProcessingInstruction).data)) continue
    d.sheets++
    const media = escapeAttribute(sheet.media.mediaText, true)
    const space = namespace === SVG_NS ? '' : ' xmlns="http://www.w3.org/1999/xhtml"'
    d.out.push(`<style${space} data-linkshot="instruction"${media ? ` media="${media}"` : ''}>`)
    const reference = linkedReference(sheet, href, d, d.doc, '')
    writeLater(
      d,
      reference.then((url) => `@import "${url}";`),
    )
    d.out.push('</style>')
  }
}
