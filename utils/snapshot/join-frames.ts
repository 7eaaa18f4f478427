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
  const reported = placed(captures.flatMap((capture) => capture.documents))
  const silent = silentFrames(reported)
  const documents = [...reported, ...silent.flatMap(fileDocument)]
  const own = [...new Map(captures.flatMap((c) => c.own).map((body) => [body.cid, body])).values()]
  const here = new Set(own.map(({ cid }) => cid))
  const wanted = [
    ...new Map(captures.flatMap((c) => c.wanted).map((body) => [body.cid, body])).values(),
  ].filter(({ cid }) => !here.has(cid))
  const missing = captures.flatMap((capture) => capture.missing)
  const origin = originOf(documents[0]?.url ?? '')
  const lost = silent.filter(({ file }) => !file).map(({ url }) => lostFrame(url, allSites, origin))
  return { documents, own, wanted, missing: [...missing, ...lost] }
}

/** One document a key, the first one wins; the main document comes first. */
function placed(documents: DocumentCapture[]): DocumentCapture[] {
  const byKey = new Map<string, DocumentCapture>()
  const lost: DocumentCapture[] = []
  for (const document of documents) {
    if (document.key.includes('?')) lost.push(document)
    else if (!byKey.has(document.key)) byKey.set(document.key, document)
  }
  // Parents first. What a document took itself for is what the keys of its children begin with.
  const named = [...byKey.values()].map((document) => ({ document, name: document.key }))
  for (const document of lost.sort((a, b) => a.key.length - b.key.length)) {
    const place = findPlace(document, byKey, named)
    if (!place) continue
    const moved = renamed(document, place.key)
    byKey.set(place.key, moved)
    named.push({ document: moved, name: document.key })
  }
  return [...byKey.values()].sort((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1))
}

/** A document under its true key: its children's keys begin with that, also where it refers to them. */
function renamed(document: DocumentCapture, key: string): DocumentCapture {
  const own = `${document.key}.`
  return {
    ...document,
    key,
    html: document.html.replaceAll(`cid:frame-${own}`, () => `cid:frame-${key}.`),
    children: document.children.map((child) => ({
      ...child,
      key: child.key.startsWith(own) ? `${key}.${child.key.slice(own.length)}` : child.key,
    })),
  }
}

interface Named {
  document: DocumentCapture
  /** The key it took itself for. */
  name: string
}

/** A frame in a shadow tree can't count its place: its address, else its size, must tell. */
function findPlace(
  document: DocumentCapture,
  byKey: Map<string, DocumentCapture>,
  named: Named[],
): ChildFrame | undefined {
  const at = document.key.lastIndexOf('.')
  const [parent, last] = [document.key.slice(0, at), document.key.slice(at + 1)]
  const siblings = named
    .filter(({ name }) => name === parent)
    .flatMap((each) => each.document.children)
  const free = siblings.filter(({ key }) => !byKey.has(key))
  const possible = last === '?' ? free : free.filter(({ key }) => key.endsWith(`.${last}`))
  return (
    possible.find(({ url }) => url === document.url) ??
    possible.find(({ width, height }) => width === document.width && height === document.height) ??
    (last === '?' ? undefined : possible[0])
  )
}

/** Frames with an address that no script of ours has reported from. */
function silentFrames(documents: DocumentCapture[]): ChildFrame[] {
  const here = new Set(documents.map(({ key }) => key))
  return documents
    .flatMap(({ children }) => children)
    .filter(({ key, url }) => !here.has(key) && url !== '' && url !== 'about:blank')
}

/** Stands for a file shown in a frame that no script may enter. */
function fileDocument({ key, url, width, height, file }: ChildFrame): DocumentCapture[] {
  if (!file) return []
  const state = { scrollX: 0, scrollY: 0 }
  const empty = { title: '', lang: '', html: '<!DOCTYPE html>', text: '', children: [] }
  return [{ key, url, width, height, state, file, type: 'text/html', ...empty }]
}

/** Where we may enter, only the browser's own error page keeps our script out. */
function lostFrame(url: string, allSites: boolean, origin: string): Missing {
  if (!/^https?:/.test(url)) return { kind: 'frame', url, reason: 'unreachable-frame' }
  const entered = allSites || originOf(url) === origin
  return { kind: 'frame', url, reason: entered ? 'network' : 'no-permission' }
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '')
