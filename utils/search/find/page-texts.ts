import { packedTexts, textHashes } from '../../db/search-queries.ts'
import type { Link } from '../../model/link.ts'
import { gunzip } from '../../shared/bytes.ts'

/** Characters: what some screens full of hits have, and not more than some megabytes. */
const MOST_KEPT = 8_000_000

/** Reads the texts of links' newest versions; each is unpacked once while it is remembered. */
export function pageTexts() {
  /** By hash, the one used longest ago first. */
  const known = new Map<string, string>()
  let kept = 0

  const remember = (hash: string, text: string) => {
    if (!known.delete(hash)) kept += text.length
    known.set(hash, text)
    for (const [oldest, { length }] of known) {
      if (kept <= MOST_KEPT) break
      known.delete(oldest)
      kept -= length
    }
  }
  /** Texts by the links' ids; '' for a link whose page has none or is not here. */
  return async (links: readonly Link[]): Promise<Map<number, string>> => {
    const hashes = await textHashes(links)
    const wanted = [...new Set(hashes.values())].filter((hash) => hash !== '')
    const read = new Map<string, string>()
    for (const hash of wanted) {
      const text = known.get(hash)
      if (text !== undefined) read.set(hash, text)
    }
    const packed = await packedTexts(wanted.filter((hash) => !read.has(hash)))
    const unpacked = await Promise.all([...packed].map(([hash, body]) => unpack(hash, body)))
    for (const [hash, text] of unpacked) read.set(hash, text)
    // One that is damaged may come again, whole.
    for (const [hash, text] of read) if (text !== '') remember(hash, text)
    return new Map([...hashes].map(([id, hash]) => [id, read.get(hash) ?? '']))
  }
}

export type PageTexts = ReturnType<typeof pageTexts>

/** A damaged text is none: the link can still be found by all else. */
const unpack = async (hash: string, body: ArrayBuffer): Promise<[string, string]> => [
  hash,
  await gunzip(new Uint8Array(body)).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => '',
  ),
]
