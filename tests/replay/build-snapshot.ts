import { createHash } from 'node:crypto'
import type { Link } from '../../utils/model/link.ts'
import type {
  Frame,
  Missing,
  Resource,
  ResourceKind,
  Snapshot,
} from '../../utils/model/snapshot.ts'

/** A stored body as text or base64, so that it can be handed to a page. */
interface Body {
  hash: string
  type: string
  base64: string
}

export interface StoredPage {
  link: Link
  snapshot: Snapshot
  bodies: Body[]
}

interface PageParts {
  uid?: string
  id?: number
  url?: string
  title?: string
  capturedAt?: number
  status?: Snapshot['status']
  /** Documents by frame key, as HTML or with more said about them. */
  frames: Record<string, string | (Partial<Frame> & { text: string })>
  /** Bodies by cid. */
  resources?: Record<string, { type: string; text?: string; base64?: string; kind?: ResourceKind }>
  missing?: Missing[]
  screenshot?: Body
  tags?: number[]
}

function body(content: string | Buffer, type: string): Body {
  const bytes = Buffer.from(content)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { hash, type, base64: bytes.toString('base64') }
}

let next = 1

/** The rows of a kept page. */
export function buildPage(parts: PageParts): StoredPage {
  const id = parts.id ?? next++ * 1024
  const uid = parts.uid ?? `snapshot-${id}`
  const url = parts.url ?? `https://kept.example/${id}`
  const title = parts.title ?? 'A kept page'
  const bodies: Body[] = parts.screenshot ? [parts.screenshot] : []
  const add = (made: Body) => {
    bodies.push(made)
    return made.hash
  }
  const frames = Object.entries(parts.frames).map(([key, given]): Frame => {
    const { text, ...rest } = typeof given === 'string' ? { text: given } : given
    const html = add(body(text, 'text/html'))
    const state = { scrollX: 0, scrollY: 0 }
    return { key, url, title, html, type: 'text/html', width: 800, height: 600, state, ...rest }
  })
  const resources = Object.entries(parts.resources ?? {}).map(([cid, given]): Resource => {
    const bytes = Buffer.from(given.base64 ?? given.text ?? '', given.base64 ? 'base64' : 'utf8')
    const hash = add(body(bytes, given.type))
    const kind = given.kind ?? 'image'
    return { cid, kind, url: `${url}/${cid}`, type: given.type, hash, bytes: bytes.length }
  })
  return {
    link: linkRow(parts, id, uid, url, title),
    snapshot: snapshotRow(parts, id, uid, url, title, frames, resources),
    bodies,
  }
}

function linkRow(parts: PageParts, id: number, uid: string, url: string, title: string): Link {
  const at = parts.capturedAt ?? Date.UTC(2026, 10, 1, 9, 30)
  return {
    id,
    uid: `link-${id}`,
    url,
    urlKey: url,
    canonical: '',
    similarKeys: [],
    title,
    lang: 'en',
    note: '',
    state: 'inbox',
    stateBeforeTrash: 'inbox',
    starred: 0,
    tags: parts.tags ?? [],
    icon: '',
    createdAt: at,
    updatedAt: at,
    latest: uid,
    versions: 1,
  }
}

function snapshotRow(
  parts: PageParts,
  id: number,
  uid: string,
  url: string,
  title: string,
  frames: Frame[],
  resources: Resource[],
): Snapshot {
  return {
    uid,
    format: 1,
    linkId: id,
    url,
    title,
    frames,
    resources,
    capturedAt: parts.capturedAt ?? Date.UTC(2026, 10, 1, 9, 30),
    trigger: 'popup',
    engine: 'test',
    viewport: { width: 800, height: 600, scale: 1 },
    missing: parts.missing ?? [],
    screenshot: parts.screenshot?.hash ?? '',
    text: '',
    textLength: 0,
    notices: [],
    score: null,
    status: parts.status ?? 'complete',
    deleted: 0,
    timings: { ack: 0, page: 0, longestTask: 0, complete: 0 },
    sizes: { raw: 0, stored: 0, added: 0 },
  }
}
