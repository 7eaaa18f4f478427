import type { Snapshot } from '../model/snapshot.ts'
import type { ReadBody } from '../replay/bodies.ts'
import type { Rendered } from '../replay/medium.ts'
import { renderSnapshot } from '../replay/render-snapshot.ts'
import { dataUrl } from './data-url.ts'
import { pdfPage } from './export-pdf.ts'
import { framePage } from './frame-page.ts'
import { htmlOf, inlineMedium, MAX_DATA_FRAME, POLICY } from './inline-medium.ts'

/** What an export needs to know of a snapshot. */
export type Exported = Pick<
  Snapshot,
  'frames' | 'resources' | 'url' | 'title' | 'capturedAt' | 'screenshot'
>

/** The byte order mark says UTF-8 before any of the page's own declarations. */
const BOM = '\ufeff'

/**
 * A snapshot as one HTML file that opens anywhere without a network: everything inline, no script.
 * @throws LinkshotError 'damaged' if its main document can't be read
 */
export async function exportHtml(snapshot: Exported, readBody: ReadBody): Promise<Blob> {
  const main = await renderSnapshot(snapshot, readBody, inlineMedium())
  const markup = await pageOf(main, snapshot, readBody)
  // Before the doctype a comment would be harmless today, but put old browsers into quirks mode.
  const [, doctype = ''] = /^(<!DOCTYPE[^>]*>)?/i.exec(markup) ?? []
  const parts = [BOM, doctype, originComment(snapshot), markup.slice(doctype.length)]
  return new Blob(parts, { type: 'text/html;charset=utf-8' })
}

async function pageOf(main: Rendered, snapshot: Exported, readBody: ReadBody): Promise<string> {
  if (main.pdf) {
    const picture = await readBody(snapshot.screenshot).catch(() => undefined)
    return pdfPage(snapshot, main.pdf, picture)
  }
  if (main.type === 'text/html') return main.markup
  if (main.markup.length >= MAX_DATA_FRAME) return htmlOf(main)
  const document = new Blob([main.markup], { type: `${main.type};charset=utf-8` })
  return framePage(await dataUrl(document), POLICY)
}

function originComment({ url, capturedAt }: Exported): string {
  const text = `Kept by Linkshot from ${url} at ${new Date(capturedAt).toISOString()}`
  return `<!-- ${text.replace(/--/g, '- -').replace(/[<>]/g, encodeURIComponent)} -->\n`
}
