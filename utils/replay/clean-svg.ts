import { cleanDocument } from './clean-document.ts'
import { parseDocument, serializeDocument } from './parse-document.ts'

const TYPE = 'image/svg+xml'

/**
 * A picture in SVG without anything that could run if somebody opened it as a page of its own; the body
 * itself where it was harmless, undefined where it can't be parsed and so is no picture either.
 */
export async function cleanSvg(body: Blob): Promise<Blob | undefined> {
  const text = await body.text()
  try {
    const { doc } = cleanDocument(text, { url: '', type: TYPE }, new Map())
    const clean = serializeDocument(doc, TYPE)
    const untouched = serializeDocument(parseDocument(text, TYPE), TYPE)
    return clean === untouched ? body : new Blob([clean], { type: TYPE })
  } catch {
    return undefined
  }
}
