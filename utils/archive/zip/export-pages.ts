import { linesOf } from '../../db/library/chunks.ts'
import { readLinks } from '../../db/library/read-links.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { ExportOptions } from './export-rows.ts'
import { type PagePlan, planPages } from './plan-pages.ts'
import { openSink, type Sink } from './sink.ts'
import { LIMITS } from './volumes.ts'
import { rowsOf, writeIndex } from './write-index.ts'
import type { MakePage } from './write-pages.ts'
import { createZipWriter, type ZipWriter } from './zip-writer.ts'

interface PagesOptions extends Pick<ExportOptions, 'signal' | 'progress'> {
  makePage: MakePage
  sink?: (name: string) => Promise<Sink>
}

export interface ExportedPages {
  /** A ZIP, or the one page itself. */
  body: Blob
  /** Of the file, without its ending; '' for many. */
  name: string
  pages: number
  /** Links without a version that can be shown. */
  without: number
}

/**
 * The newest versions of some links as HTML files that open anywhere: one file of one link, a ZIP with a list of all
 * links of several.
 * @throws the signal's reason; then nothing is left behind
 */
export async function exportPages(
  linkIds: readonly number[],
  { signal, progress, makePage, sink = openSink }: PagesOptions,
): Promise<ExportedPages> {
  const { chunks } = await readLinks(linkIds, signal)
  const newest = await newestOf(chunks)
  const plan = await planPages(chunks)
  const out = await sink('pages.zip')
  const zip = createZipWriter(out.write)
  try {
    const versions: Versions = new Map()
    let only = new Blob()
    let done = 0
    for await (const snapshot of rowsOf(chunks, 'snapshots')) {
      if (newest.get(snapshot.linkId)?.uid !== snapshot.uid) continue
      signal.throwIfAborted()
      progress({ stage: 'pages', done: done++, total: newest.size })
      only = (await addPage(snapshot as Snapshot, { makePage, zip, plan, versions })) ?? only
    }
    await zip.add('index.html', await writeIndex(chunks, versions), 'deflate')
    const links = await countLinks(chunks)
    const told = { pages: versions.size, without: links - versions.size }
    if (links === 1 && versions.size === 1) {
      await out.abort()
      const [{ uid } = { uid: '' }] = newest.values()
      return { ...told, body: only, name: nameOf(plan, uid) }
    }
    await zip.finish()
    return { ...told, body: await out.close(), name: '' }
  } catch (error) {
    await out.abort()
    throw error
  }
}

type Chunks = Awaited<ReturnType<typeof readLinks>>['chunks']
type Versions = Map<number, { at: number; file: string }[]>

async function newestOf(chunks: Chunks): Promise<Map<number, { uid: string; at: number }>> {
  const newest = new Map<number, { uid: string; at: number }>()
  for await (const { uid, linkId, capturedAt: at, deleted } of rowsOf(chunks, 'snapshots')) {
    if (deleted === 0 && at >= (newest.get(linkId)?.at ?? 0)) newest.set(linkId, { uid, at })
  }
  return newest
}

interface Writing {
  makePage: MakePage
  zip: ZipWriter
  plan: PagePlan
  versions: Versions
}

/** @returns the page, undefined where it can't be shown or has no room */
async function addPage(
  snapshot: Snapshot,
  { makePage, zip, plan, versions }: Writing,
): Promise<Blob | undefined> {
  const html = await makePage(snapshot).catch(() => undefined)
  const hasRoom = zip.bytes() + (html?.size ?? 0) < LIMITS.bytes && zip.entries() < LIMITS.entries
  if (!html || !hasRoom) return undefined
  const name = nameOf(plan, snapshot.uid)
  await zip.add(`${name}.html`, html, 'deflate')
  const file = `${encodeURIComponent(name)}.html`
  versions.set(snapshot.linkId, [{ at: snapshot.capturedAt, file }])
  return html
}

/** Beside the list, not in a folder. */
const nameOf = ({ pages }: PagePlan, uid: string): string =>
  (pages.get(uid) ?? 'page').replace(/^pages\//, '')

async function countLinks(chunks: Chunks): Promise<number> {
  let count = 0
  for (const chunk of chunks) if (chunk.table === 'links') count += (await linesOf(chunk)).length
  return count
}
