import type { Snapshot } from '../../model/snapshot.ts'
import type { Rendered } from '../../replay/medium.ts'
import { renderSnapshot } from '../../replay/render-snapshot.ts'
import { sha256 } from '../../shared/bytes.ts'
import { newUid } from '../../shared/ids.ts'
import { framePage } from '../frame-page.ts'
import { openSink, type Sink } from '../zip/sink.ts'
import { createZipWriter, type How, type ZipWriter } from '../zip/zip-writer.ts'
import { inlineMasks } from './inline-masks.ts'
import { countedReads, countedWrites, type PageSource } from './page-source.ts'
import { documentPart, type Part, partMedium } from './part-medium.ts'
import { endingOf, partNames } from './part-names.ts'
import { scriptFiles } from './script-files.ts'

const POLICY = [
  "default-src 'none'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline' data:",
  "font-src 'self' data:",
  "media-src 'self' data:",
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ')

const FOLDER = 'files/'

/** Drawings stay where they are used: browsers let files use no symbols and masks of other files. */
const isDrawing = (type: string): boolean => /^image\/svg\+xml/.test(type)

/** What the manifest says of a file. */
interface ManifestFile {
  file: string
  url: string
  type: string
  bytes: number
  sha256: string
}

/**
 * A snapshot as a ZIP: `page.html`, what it shows in `files/`, the picture of its tab and a manifest.
 * @throws LinkshotError 'damaged' if its main document can't be read; the signal's reason
 */
export async function exportPageZip(
  snapshot: Snapshot,
  source: PageSource,
  sink = () => openSink('page.zip'),
): Promise<Blob> {
  const found = await collectFiles(snapshot, source)
  const out = await sink()
  try {
    return await writeZip(snapshot, found, source, out)
  } catch (error) {
    await out.abort()
    throw error
  }
}

interface Found {
  page: string
  /** By name. */
  files: Map<string, Part>
  /** Stands for the folder of files until it is known from where: no page can guess it. */
  folder: string
}

async function collectFiles(snapshot: Snapshot, source: PageSource): Promise<Found> {
  const folder = `linkshot-${newUid()}-`
  const files = new Map<string, Part>()
  const nameFor = partNames()
  const place = (part: Part) => {
    const name = nameFor(part.url, part.type)
    files.set(name, part)
    return folder + name
  }
  const medium = partMedium(snapshot, {
    policy: POLICY,
    place,
    inline: isDrawing,
    scripts: true,
    pdfs: true,
  })
  const main = await renderSnapshot(snapshot, countedReads(snapshot, source), medium)
  source.signal.throwIfAborted()
  return { page: pageOf(main, snapshot.url, place), files, folder }
}

function pageOf(main: Rendered, url: string, place: (part: Part) => string): string {
  if (main.pdf) return framePage(place({ content: main.pdf, type: main.pdf.type, url }), POLICY, '')
  if (main.type === 'text/html') return main.markup
  return framePage(place(documentPart(main, url)), POLICY)
}

async function writeZip(
  snapshot: Snapshot,
  { page, files, folder }: Found,
  source: PageSource,
  out: Sink,
): Promise<Blob> {
  const zip = createZipWriter(out.write, new Date(snapshot.capturedAt))
  const step = countedWrites(files.size + 1, source)
  const listed: ManifestFile[] = []
  const contentOf = async (
    { content }: Part,
    seenFrom: string,
  ): Promise<Uint8Array<ArrayBuffer>> =>
    typeof content === 'string'
      ? new TextEncoder().encode(
          (await inlineMasks(content, folder, files)).replaceAll(folder, seenFrom),
        )
      : new Uint8Array(await content.arrayBuffer())
  const main = documentPart({ markup: page, type: 'text/html' }, snapshot.url)
  for (const [file, part, seenFrom] of [
    ['page.html', main, FOLDER] as const,
    ...[...files].map(([name, each]) => [FOLDER + name, each, ''] as const),
  ]) {
    step()
    const bytes = await contentOf(part, seenFrom)
    await zip.add(file, bytes, howFor(part.type))
    listed.push(await describe(file, part, bytes))
  }
  await addScripts(snapshot, source, zip, listed)
  await addPicture(snapshot, source, zip, listed)
  await zip.add('manifest.json', manifestText(snapshot, listed), 'deflate')
  await zip.finish()
  return out.close()
}

const howFor = (type: string): How =>
  /^(?:image\/(?!bmp|svg)|video\/|audio\/|font\/woff)/.test(type) ? 'store' : 'deflate'

async function describe(
  file: string,
  { url, type }: Pick<Part, 'url' | 'type'>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<ManifestFile> {
  return { file, url, type, bytes: bytes.length, sha256: await sha256(bytes) }
}

/** For reading: nothing in the page refers to them. */
async function addScripts(
  snapshot: Snapshot,
  { readBody, signal }: PageSource,
  zip: ZipWriter,
  listed: ManifestFile[],
): Promise<void> {
  for (const { resource, name } of scriptFiles(snapshot)) {
    signal.throwIfAborted()
    const body = await readBody(resource.hash)
    if (!body) continue
    const file = `scripts/${name}`
    const bytes = new Uint8Array(await body.arrayBuffer())
    await zip.add(file, bytes, 'deflate')
    listed.push(await describe(file, { url: resource.url, type: 'text/plain' }, bytes))
  }
}

async function addPicture(
  { screenshot, url }: Snapshot,
  { readBody }: PageSource,
  zip: ZipWriter,
  listed: ManifestFile[],
): Promise<void> {
  const picture = screenshot ? await readBody(screenshot) : undefined
  if (!picture) return
  const file = `screenshot.${endingOf(picture.type)}`
  const bytes = new Uint8Array(await picture.arrayBuffer())
  await zip.add(file, bytes, 'store')
  listed.push(await describe(file, { url, type: picture.type }, bytes))
}

function manifestText(snapshot: Snapshot, files: ManifestFile[]): string {
  const { url, title, capturedAt, engine, viewport, missing, selection } = snapshot
  const about = { format: 'linkshot-page', version: 1, url, title }
  const at = new Date(capturedAt).toISOString()
  return JSON.stringify(
    { ...about, capturedAt: at, engine, viewport, files, missing, selection },
    null,
    1,
  )
}
