import { type Chunk, type LibraryRows, linesOf } from '../../db/library/chunks.ts'
import { createDigest, type Digest } from '../../db/library/digest.ts'
import { LINE_TABLES, type LineTable } from '../../db/library/row-shapes.ts'
import { bodiesOf } from '../../model/snapshot.ts'
import { newUid } from '../../shared/ids.ts'
import { FORMAT, FORMAT_VERSION, type TableFiles } from './manifest.ts'
import { type PagePlan, planPages } from './plan-pages.ts'
import type { Progress } from './progress.ts'
import { openSink, type Sink } from './sink.ts'
import { LIMITS, type Limits, openVolumes, type Volumes } from './volumes.ts'
import { writeBlobs, writeTexts, writeThumbs } from './write-bodies.ts'
import { rowsOf, writeIndex } from './write-index.ts'
import { type MakePage, writePages } from './write-pages.ts'

export interface ExportOptions {
  /** Version of the program. */
  app: string
  /** Writes each kept page as an HTML file too; needs a document, so it is left to whoever has one. */
  makePage?: MakePage
  signal: AbortSignal
  progress: (progress: Progress) => void
  sink?: (name: string) => Promise<Sink>
  limits?: Limits
  now?: number
}

export interface Exported {
  files: { name: string; body: Blob }[]
  links: number
  snapshots: number
  /** Parts of pages, and rows, that were gone or damaged before. */
  lost: number
  digest: string
}

/**
 * Writes rows with their bodies into ZIP files, one unless they are too large.
 * @throws LinkshotError or the signal's reason; then nothing is left behind
 */
export async function exportRows(rows: LibraryRows, options: ExportOptions): Promise<Exported> {
  const { app, sink = openSink, limits = LIMITS, now = Date.now() } = options
  const id = newUid()
  const head = {
    format: FORMAT,
    version: FORMAT_VERSION,
    id,
    app,
    schema: rows.schema,
    createdAt: now,
  }
  const name = `linkshot-${localDay(now)}`
  const volumes = await openVolumes({ ...head, format: FORMAT }, () => sink(`${name}.zip`), limits)
  try {
    const { files, ...told } = await write(rows, volumes, options)
    const many = files.length > 1
    return {
      ...told,
      files: files.map((body, index) => ({
        name: many ? `${name}-part-${index + 1}.zip` : `${name}.zip`,
        body,
      })),
    }
  } catch (error) {
    await volumes.abort()
    throw error
  }
}

async function write(rows: LibraryRows, volumes: Volumes, options: ExportOptions) {
  const digest = createDigest()
  const plan = await planPages(rows.chunks)
  const lines = await writeRows(rows.chunks, volumes, digest)
  const needed = await neededBodies(rows.chunks)
  const bodies = rows.keys.texts.length + rows.keys.thumbs.length + rows.keys.blobs.length
  const writing = {
    volumes,
    digest,
    keys: rows.keys,
    plan,
    step: stepper('bodies', bodies, options),
  }
  const texts = await writeTexts(writing)
  const thumbs = await writeThumbs(writing)
  const blobs = await writeBlobs(writing, (hash) => needed.delete(hash))
  await writeReadable(rows.chunks, { volumes, plan }, lines.snapshots.rows, options)
  const value = await digest.value()
  const tables = { ...lines, texts, thumbs, blobs }
  const files = await volumes.finish({ digest: value, tables, lost: [...needed] })
  return {
    files,
    links: lines.links.rows,
    snapshots: lines.snapshots.rows,
    lost: needed.size + rows.strange,
    digest: value,
  }
}

async function writeRows(
  chunks: readonly Chunk[],
  volumes: Volumes,
  digest: Digest,
): Promise<Record<LineTable, TableFiles>> {
  const empty = (): TableFiles => ({ rows: 0, files: [] })
  const tables = Object.fromEntries(LINE_TABLES.map((table) => [table, empty()])) as Record<
    LineTable,
    TableFiles
  >
  for (const chunk of chunks) {
    const { rows, files } = tables[chunk.table]
    const name = `data/${chunk.table}-${files.length + 1}.jsonl`
    tables[chunk.table] = { rows: rows + chunk.rows, files: [...files, name] }
    for (const line of await linesOf(chunk)) await digest.add(chunk.table, line)
    await volumes.add(name, chunk.body, 'deflate')
  }
  return tables
}

/** Hashes of the bodies that pages and links name. */
async function neededBodies(chunks: readonly Chunk[]): Promise<Set<string>> {
  const needed = new Set<string>()
  for await (const row of rowsOf(chunks, 'snapshots'))
    for (const hash of bodiesOf(row)) needed.add(hash)
  for await (const { icon } of rowsOf(chunks, 'links')) needed.add(icon)
  needed.delete('')
  return needed
}

/** What a person opens: the pages, and the list that leads to them. */
async function writeReadable(
  chunks: readonly Chunk[],
  { volumes, plan }: { volumes: Volumes; plan: PagePlan },
  total: number,
  options: ExportOptions,
): Promise<void> {
  const step = stepper('pages', total, options)
  const { makePage } = options
  const pages = makePage
    ? await writePages(chunks, makePage, { volumes, plan, step })
    : new Set<string>()
  const versions = new Map<number, { at: number; file: string }[]>()
  for await (const { uid, linkId, capturedAt: at, deleted } of rowsOf(chunks, 'snapshots')) {
    if (deleted === 1 || !pages.has(uid)) continue
    const path = (plan.pages.get(uid) ?? '').split('/').map(encodeURIComponent).join('/')
    versions.set(linkId, [...(versions.get(linkId) ?? []), { at, file: `${path}.html` }])
  }
  await volumes.add('index.html', await writeIndex(chunks, versions), 'deflate')
}

/** Counts steps; throws once the work was cancelled. */
function stepper(
  stage: Progress['stage'],
  total: number,
  { signal, progress }: Pick<ExportOptions, 'signal' | 'progress'>,
): () => void {
  let done = 0
  return () => {
    signal.throwIfAborted()
    progress({ stage, done: done++, total })
  }
}

function localDay(at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
