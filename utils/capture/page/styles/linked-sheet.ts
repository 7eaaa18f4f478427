import type { DocumentContext } from '../page-context.ts'
import { readInSlices, sheetReference } from './sheet-text.ts'

/** The reference to a link element's sheet; its rules are read at once, its source when it comes. */
export async function linkedReference(
  sheet: CSSStyleSheet | null,
  url: string,
  d: DocumentContext,
  root: ParentNode,
  charset: string,
): Promise<string> {
  const read = sheet && (await readInSlices(sheet, d))
  const { reference } = await sheetReference(read, url, d, root, charset)
  return reference
}
