import type { DocumentContext } from '../page-context.ts'
import { readSheet } from './read-sheet.ts'
import { sheetReference } from './sheet-text.ts'

/** The reference to a link element's sheet; its rules are read at once, its source when it comes. */
export function linkedReference(
  sheet: CSSStyleSheet | null,
  url: string,
  d: DocumentContext,
  root: ParentNode,
  charset: string,
): Promise<string> {
  const read = sheet && readSheet(sheet, d.base, d.fonts)
  return sheetReference(read, url, d, root, charset).then(({ reference }) => reference)
}
