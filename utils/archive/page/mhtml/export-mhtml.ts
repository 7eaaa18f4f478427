import type { Snapshot } from '../../../model/snapshot.ts'
import { renderSnapshot } from '../../../replay/render-snapshot.ts'
import { newUid } from '../../../shared/ids.ts'
import { framePage } from '../../frame-page.ts'
import { openSink, type Sink } from '../../zip/sink.ts'
import { countedReads, countedWrites, type PageSource } from '../page-source.ts'
import { documentPart, type Part, partMedium } from '../part-medium.ts'
import { partNames } from '../part-names.ts'
import { headerAddress, headerDate, headerText } from './headers.ts'
import { partText } from './part-text.ts'

const POLICY = [
  "default-src 'none'",
  'img-src cid: data:',
  "style-src cid: 'unsafe-inline' data:",
  'font-src cid: data:',
  'media-src cid: data:',
  'frame-src cid:',
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

/** Behind the name of every part; the browser's own are at `mhtml.blink`. */
const HOST = '@mhtml.linkshot'

/** Symbols of drawings are copied from `data:` addresses. */
const isDrawing = (type: string): boolean => /^image\/svg\+xml/.test(type)

/**
 * A snapshot as MHTML (RFC 2557), as Chromium reads it: the main document first, frames and all else as
 * parts named by `cid:`.
 * @throws LinkshotError 'damaged' if its main document can't be read; the signal's reason
 */
export async function exportMhtml(
  snapshot: Snapshot,
  source: PageSource,
  sink = () => openSink('page.mhtml'),
): Promise<Blob> {
  const parts = await collectParts(snapshot, source)
  const out = await sink()
  try {
    await writeParts(snapshot, parts, source, out)
    return await out.close()
  } catch (error) {
    await out.abort()
    throw error
  }
}

/**
 * A missing sheet as an address of its own: Chromium waits for ever for one in MHTML whose address was a
 * picture's before.
 */
const noSheets = ({ content, ...part }: Part): Part => ({
  ...part,
  content:
    typeof content === 'string'
      ? content.replace(/(@[^;{}"']*)url\("data:,"\)/g, '$1url("data:text/css,")')
      : content,
})

/** By id, the main document first. */
async function collectParts(snapshot: Snapshot, source: PageSource): Promise<[string, Part][]> {
  const parts: [string, Part][] = []
  const nameFor = partNames()
  const place = (part: Part) => {
    const id = nameFor(part.url, part.type) + HOST
    parts.push([id, noSheets(part)])
    return `cid:${id}`
  }
  const rules = { policy: POLICY, place, inline: isDrawing, scripts: false, pdfs: false }
  const medium = partMedium(snapshot, rules)
  const main = await renderSnapshot(snapshot, countedReads(snapshot, source), medium)
  source.signal.throwIfAborted()
  const { url } = snapshot
  const markup =
    main.type === 'text/html' ? main.markup : framePage(place(documentPart(main, url)), POLICY)
  const page = noSheets(documentPart({ markup, type: 'text/html' }, url))
  return [[`page${HOST}`, page], ...parts]
}

async function writeParts(
  snapshot: Snapshot,
  parts: [string, Part][],
  source: PageSource,
  out: Sink,
): Promise<void> {
  const encoder = new TextEncoder()
  const write = (text: string) => out.write(encoder.encode(text))
  const step = countedWrites(parts.length, source)
  const boundary = `----MultipartBoundary--${newUid()}----`
  await write(headOf(snapshot, boundary))
  for (const [id, part] of parts) {
    step()
    await write(`--${boundary}\r\n`)
    for await (const piece of partText(id, part)) await write(piece)
  }
  await write(`--${boundary}--\r\n`)
}

const headOf = ({ url, title, capturedAt }: Snapshot, boundary: string): string =>
  [
    'From: <Saved by Linkshot>',
    `Snapshot-Content-Location: ${headerAddress(url)}`,
    `Subject: ${headerText(title)}`,
    `Date: ${headerDate(capturedAt)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="${boundary}"`,
    '',
    '',
    '',
  ].join('\r\n')
