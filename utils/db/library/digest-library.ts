import { canonicalJson } from './canonical-json.ts'
import { linesOf } from './chunks.ts'
import { createDigest } from './digest.ts'
import { readBlobs, readTexts, readThumbs } from './read-bodies.ts'
import { readRows } from './read-rows.ts'
import { textDigestLine } from './text-digest-line.ts'

/** One hash of all the library holds: two libraries with the same one are the same. */
export async function digestLibrary(): Promise<string> {
  const digest = createDigest()
  const { chunks, keys } = await readRows()
  for (const chunk of chunks)
    for (const line of await linesOf(chunk)) await digest.add(chunk.table, line)
  for await (const text of readTexts(keys.texts))
    if (!('damaged' in text)) await digest.add('texts', textDigestLine(text))
  for await (const thumb of readThumbs(keys.thumbs))
    if (!('damaged' in thumb)) await digest.add('thumbs', canonicalJson(thumb.line))
  for await (const blob of readBlobs(keys.blobs))
    if (!('damaged' in blob)) await digest.add('blobs', canonicalJson(blob.line))
  return digest.value()
}
