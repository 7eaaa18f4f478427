import { splitFragment } from '../../../snapshot/cid.ts'
import type { CssReferenceKind } from '../../../snapshot/css-references.ts'
import { rewriteCssReferences } from '../../../snapshot/css-references.ts'
import { want } from '../findings.ts'
import type { DocumentContext } from '../page-context.ts'

/** CSS standing in an attribute: `style` or a presentation attribute of SVG. */
export function rewriteStyle(css: string, d: DocumentContext): string {
  return rewriteCssReferences(css, d.base, (url, kind, raw) => cssReference(url, kind, raw, d))
}

/** The reference to a picture in CSS; one into the document itself is only its fragment. */
export function cssReference(
  url: string,
  kind: CssReferenceKind,
  raw: string,
  d: DocumentContext,
): string {
  const [address, fragment] = splitFragment(url)
  if (fragment && address === splitFragment(d.url)[0]) return fragment
  const loaded = kind === 'property' ? d.fonts.loadedAs(raw, url) : url
  return want(d.frame.findings, loaded, 'image')
}
