import { packedTexts, searchedVersions } from '../../db/search-queries.ts'
import type { SearchedVersion } from '../../db/text-index/searched-versions.ts'
import type { Link } from '../../model/link.ts'
import { gunzip } from '../../shared/bytes.ts'

/** Characters: what some screens full of hits have, and not more than some megabytes. */
const MOST_KEPT = 8_000_000

/** A version with its text; '' where that is empty or not here. */
export type PageText = Pick<SearchedVersion, 'uid' | 'capturedAt' | 'text'>

/** Reads the texts in which words of links are looked for; each is unpacked once while it is remembered. */
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
  /** By the links' ids, the newest version first. */
  return async (links: readonly Link[]): Promise<Map<number, PageText[]>> => {
    const versions = await searchedVersions(links)
    const hashes = [...versions.values()].flat().map(({ text }) => text)
    const wanted = [...new Set(hashes)].filter((hash) => hash !== '')
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
    const withText = ({ uid, capturedAt, text }: SearchedVersion): PageText => ({
      uid,
      capturedAt,
      text: read.get(text) ?? '',
    })
    return new Map([...versions].map(([id, own]) => [id, own.map(withText)]))
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
