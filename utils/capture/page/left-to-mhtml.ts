import type { DocumentCapture, Wanted } from '../../model/frame-capture.ts'
import { splitFragment } from '../../snapshot/cid.ts'

/** Fewer pictures than this are fetched sooner than the browser has written its file. */
const FEWEST = 8
/** Bytes: that file comes in one piece, and its reader holds all of it. */
const MOST_BYTES = 8 * 1024 * 1024
/** Characters: it holds the documents as well. */
const MOST_MARKUP = 1_000_000

/** More pictures of other origins than this may be larger than all of that. */
const MOST_OTHERS = 200

/** What is known of a picture the page has loaded: its size, 0 where its site tells nothing of it. */
export type Loaded = Pick<PerformanceResourceTiming, 'name' | 'decodedBodySize'>

/**
 * Names of the pictures that are left to the browser's MHTML, where that may be asked for: those of other origins, which
 * could cost a request each, and the page's own where many fetches would cost more than the one file. Only such as are
 * there: of one that is still coming the file would hold the beginning.
 */
export function leftToMhtml(
  { wanted, documents }: { wanted: Wanted[]; documents: Pick<DocumentCapture, 'html'>[] },
  origin: string,
  loaded: Loaded[],
): string[] {
  const markup = documents.reduce((sum, { html }) => sum + html.length, 0)
  if (markup > MOST_MARKUP) return []
  const sizes = new Map(
    loaded.map(({ name, decodedBodySize }) => [splitFragment(name)[0], decodedBodySize]),
  )
  const pictures = wanted.filter(
    ({ kind, url, misnamed }) =>
      kind === 'image' && !misnamed && /^https?:/.test(url) && sizes.has(url),
  )
  const others = pictures.filter(({ url }) => isElsewhere(url, origin))
  if (others.length > MOST_OTHERS) return []
  const own = pictures.filter(({ url }) => !isElsewhere(url, origin) && sizes.get(url))
  const bytes = own.reduce((sum, { url }) => sum + (sizes.get(url) ?? 0), 0)
  const many = others.length > 0 || own.length >= FEWEST
  const left = many && bytes <= MOST_BYTES ? [...others, ...own] : others
  return left.map(({ cid }) => cid)
}

export const isElsewhere = (url: string, origin: string): boolean =>
  /^https?:/.test(url) && new URL(url).origin !== origin
