import * as dom from '../dom.ts'
import { escapeAttribute, escapeText, rawStyle, SVG_NS } from '../html-rules.ts'
import type { DocumentContext } from '../page-context.ts'

/** A style element for a sheet that has none on the page; `name` says where it came from. */
export function madeStyle(name: string, css: string, media: string, d: DocumentContext): string {
  const attributes = ` data-linkshot="${name}"${media ? ` media="${escapeAttribute(media, d.xml)}"` : ''}`
  if (!d.xml) return `<style${attributes}>${rawStyle(css)}</style>`
  const root = dom.documentOf.root(d.doc)
  // A drawing has styles of its own kind; HTML's would be strangers in it.
  const space = root && dom.namespaceOf(root) === SVG_NS ? SVG_NS : 'http://www.w3.org/1999/xhtml'
  return `<style xmlns="${space}"${attributes}>${escapeText(css)}</style>`
}
