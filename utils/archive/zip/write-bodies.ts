import { canonicalJson } from '../../db/library/canonical-json.ts'
import type { Digest } from '../../db/library/digest.ts'
import { readBlobs, readTexts, readThumbs } from '../../db/library/read-bodies.ts'
import type { BodyLine, BodyTable } from '../../db/library/row-shapes.ts'
import { textDigestLine } from '../../db/library/text-digest-line.ts'
import { lineFiles } from './line-files.ts'
import type { TableFiles } from './manifest.ts'
import type { PagePlan } from './plan-pages.ts'
import type { Volumes } from './volumes.ts'

interface Writing {
  volumes: Volumes
  digest: Digest
  keys: Record<BodyTable, string[]>
  plan: PagePlan
  /** Called before each body; throws where the export was cancelled. */
  step: () => void
}

/** Texts become lines. */
export async function writeTexts({ volumes, digest, keys, step }: Writing): Promise<TableFiles> {
  const lines = lineFiles(volumes, 'texts')
  for await (const text of readTexts(keys.texts)) {
    step()
    if ('damaged' in text) continue
    await lines.add(JSON.stringify(text))
    await digest.add('texts', textDigestLine(text))
  }
  return lines.finish()
}

/** Small pictures become files of their own. */
export async function writeThumbs({ volumes, digest, keys, step }: Writing): Promise<TableFiles> {
  const lines = lineFiles(volumes, 'thumbs')
  for await (const thumb of readThumbs(keys.thumbs)) {
    step()
    if ('damaged' in thumb) continue
    const { line, bytes } = thumb
    const file = `thumbs/${line.snapshot.replace(/[^\w-]/g, '_')}.${extension(line.type)}`
    await volumes.add(file, new Uint8Array(bytes), 'store')
    await lines.add(JSON.stringify({ ...line, file }))
    await digest.add('thumbs', canonicalJson(line))
  }
  return lines.finish()
}

/**
 * Bodies go out as they are stored; pictures of pages go beside the pages.
 * @param written is told the hash of each
 */
export async function writeBlobs(
  { volumes, digest, keys, plan, step }: Writing,
  written: (hash: string) => void,
): Promise<TableFiles> {
  const lines = lineFiles(volumes, 'blobs')
  for await (const blob of readBlobs(keys.blobs)) {
    step()
    if ('damaged' in blob) continue
    const { line, bytes } = blob
    const file = fileOf(line, plan)
    await volumes.add(file, new Uint8Array(bytes), 'store')
    await lines.add(JSON.stringify({ ...line, file }))
    await digest.add('blobs', canonicalJson(line))
    written(line.hash)
  }
  return lines.finish()
}

function fileOf({ hash, type, encoding }: Omit<BodyLine, 'file'>, { pictures }: PagePlan): string {
  const picture = pictures.get(hash)
  if (picture && encoding === 'identity' && /^image\/(?:jpeg|png)$/.test(type))
    return `${picture}.${extension(type)}`
  return `blobs/${hash.slice(0, 2)}/${hash}${encoding === 'gzip' ? '.gz' : ''}`
}

const extension = (type: string): string =>
  type === 'image/jpeg' ? 'jpg' : (type.split('/')[1] ?? 'bin')
