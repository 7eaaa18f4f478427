import type { KeptFile } from '../../model/snapshot.ts'
import { cidOf } from '../../snapshot/cid.ts'
import { xsltBanner } from './browser-made.ts'
import * as dom from './dom.ts'
import { addOwn, want } from './findings.ts'
import { MAIN_KEY } from './frame-key.ts'
import type { DocumentContext } from './page-context.ts'

export const PDF = 'application/pdf'

/** What stands behind a PDF: the ground of Chromium's viewer. */
export const PDF_SHELL =
  '<!DOCTYPE html><html style="background:#282828"><head><meta charset="utf-8"></head><body></body></html>'

const PAGE = /^(?:text\/html|application\/xhtml\+xml)$/

export const isPdf = (doc: Document): boolean => dom.documentOf.contentType(doc) === PDF

/**
 * The file behind a document that is no page: asked for as it is, beside what the browser made of it. In
 * a frame what the browser made is enough, except of a PDF.
 */
export function keptFile(d: DocumentContext): { file?: KeptFile } {
  const type = fileType(d.doc)
  if (PAGE.test(type) || (d.key !== MAIN_KEY && type !== PDF)) return {}
  return { file: wantFile(d.url, type, d) }
}

/** Asks for a file by its address. */
export function wantFile(url: string, type: string, d: DocumentContext): KeptFile {
  const { findings, host } = d.frame
  const cid = cidOf(url)
  want(findings, url, 'document')
  if (url.startsWith('data:')) {
    const body = host.fetch(url).then((response) => response.blob())
    const own = { cid, url: '', kind: 'document' as const }
    findings.later.push(body.then((blob) => addOwn(findings, own, blob)))
  }
  return { cid, type }
}

/** A page that a transformation made says it is HTML; Chromium puts a banner into it. */
function fileType(doc: Document): string {
  return xsltBanner(doc) ? 'application/xml' : dom.documentOf.contentType(doc)
}
