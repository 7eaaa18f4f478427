import type {
  ChildFrame,
  DocumentCapture,
  FrameCapture,
  OwnResource,
  Wanted,
} from '../model/frame-capture.ts'
import type { Missing } from '../model/snapshot.ts'

/** All frames of a page as one. */
export interface JoinedPage {
  documents: DocumentCapture[]
  own: OwnResource[]
  wanted: Wanted[]
  missing: Missing[]
}

/**
 * Joins what the frames reported: finds the place of frames that don't know it, and lists the frames
 * nobody reported.
 * @param allSites whether the extension may enter every site, which decides what a silent frame means
 */
export function joinFrames(captures: FrameCapture[], allSites: boolean): JoinedPage {
  const documents = placed(captures.flatMap((capture) => capture.documents))
  const own = [...new Map(captures.flatMap((c) => c.own).map((body) => [body.cid, body])).values()]
  const here = new Set(own.map(({ cid }) => cid))
  const wanted = [
    ...new Map(captures.flatMap((c) => c.wanted).map((body) => [body.cid, body])).values(),
  ].filter(({ cid }) => !here.has(cid))
  const missing = captures.flatMap((capture) => capture.missing)
  return { documents, own, wanted, missing: [...missing, ...silentFrames(documents, allSites)] }
}

/** One document a key, the first one wins; the main document comes first. */
function placed(documents: DocumentCapture[]): DocumentCapture[] {
  const byKey = new Map<string, DocumentCapture>()
  const lost: DocumentCapture[] = []
  for (const document of documents) {
    if (document.key.includes('?')) lost.push(document)
    else if (!byKey.has(document.key)) byKey.set(document.key, document)
  }
  // Parents first: a child's key begins with what its parent took itself for.
  const found = new Map(byKey)
  for (const document of lost.sort((a, b) => a.key.length - b.key.length)) {
    const place = findPlace(document, byKey, found)
    if (!place) continue
    byKey.set(place.key, { ...document, key: place.key })
    if (!found.has(document.key)) found.set(document.key, document)
  }
  return [...byKey.values()].sort((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1))
}

/** A frame in a shadow tree can't count its place: its address, else its size, must tell. */
function findPlace(
  document: DocumentCapture,
  byKey: Map<string, DocumentCapture>,
  found: Map<string, DocumentCapture>,
): ChildFrame | undefined {
  const parent = found.get(document.key.slice(0, document.key.lastIndexOf('.')))
  const free = parent?.children.filter(({ key }) => !byKey.has(key)) ?? []
  return (
    free.find(({ key }) => key === document.key) ??
    free.find(({ url }) => url === document.url) ??
    free.find(({ width, height }) => width === document.width && height === document.height)
  )
}

function silentFrames(documents: DocumentCapture[], allSites: boolean): Missing[] {
  const here = new Set(documents.map(({ key }) => key))
  return documents
    .flatMap(({ children }) => children)
    .filter(({ key, url }) => !here.has(key) && url !== '' && url !== 'about:blank')
    .map(({ url }) => ({
      kind: 'frame',
      url,
      reason: allSites ? 'unreachable-frame' : 'no-permission',
    }))
}
