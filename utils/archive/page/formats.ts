import type { Snapshot } from '../../model/snapshot.ts'
import { isPdf } from '../../replay/pdf.ts'
import { countedReads, type PageSource } from './page-source.ts'

/** What one kept page can be saved as, and how such files are called at their end. */
export const PAGE_FORMATS = {
  html: 'html',
  zip: 'zip',
  mhtml: 'mhtml',
  wacz: 'wacz',
  markdown: 'md',
  text: 'txt',
} as const
export type PageFormat = keyof typeof PAGE_FORMATS

export interface PageFile {
  body: Blob
  /** Of its name, without the dot. */
  extension: string
}

type Write = (snapshot: Snapshot, source: PageSource) => Promise<PageFile>

/** Each loads what writes it; nobody needs all of them. */
const WRITERS: Record<PageFormat, Write> = {
  async html(snapshot, source) {
    const { exportHtml } = await import('../export-html.ts')
    const body = await exportHtml(snapshot, countedReads(snapshot, source))
    return { body, extension: PAGE_FORMATS.html }
  },
  async zip(snapshot, source) {
    const { exportPageZip } = await import('./export-zip.ts')
    return { body: await exportPageZip(snapshot, source), extension: PAGE_FORMATS.zip }
  },
  async mhtml(snapshot, source) {
    const { exportMhtml } = await import('./mhtml/export-mhtml.ts')
    return { body: await exportMhtml(snapshot, source), extension: PAGE_FORMATS.mhtml }
  },
  async wacz(snapshot, source) {
    const { exportWacz } = await import('./wacz/export-wacz.ts')
    return { body: await exportWacz(snapshot, source), extension: PAGE_FORMATS.wacz }
  },
  async markdown(snapshot, source) {
    const { exportMarkdown } = await import('./markdown/export-markdown.ts')
    return exportMarkdown(snapshot, source)
  },
  async text(snapshot, source) {
    const { exportText } = await import('./export-text.ts')
    return { body: await exportText(snapshot, source), extension: PAGE_FORMATS.text }
  },
}

/**
 * One kept page as a file.
 * @throws LinkshotError; the signal's reason where it was cancelled
 */
export async function exportPage(
  format: PageFormat,
  snapshot: Snapshot,
  source: PageSource,
): Promise<PageFile> {
  const file = await WRITERS[format](snapshot, source)
  source.signal.throwIfAborted()
  return file
}

/** Whether a page has what a format is made of. */
export function canExport(format: PageFormat, { text, frames }: Snapshot): boolean {
  if (format === 'text') return text !== ''
  return !NOT_OF_PDFS.has(format) || !isPdf(frames.find(({ key }) => key === '0'))
}

/** Formats without a way to show a PDF. */
const NOT_OF_PDFS: ReadonlySet<PageFormat> = new Set(['mhtml', 'markdown'])
