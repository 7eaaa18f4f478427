import { encodeBody } from '../../utils/db/blobs.ts'
import type { NewCapture } from '../../utils/db/save-capture.ts'
import type { ChildFrame, DocumentCapture, FrameCapture } from '../../utils/model/frame-capture.ts'
import type { LinkJob, WantedBody } from '../../utils/model/job.ts'
import type { Resource, StoredBlob } from '../../utils/model/snapshot.ts'

export const AT = 1_700_000_000_000

export const textBody = (text: string, type = 'text/html'): Promise<StoredBlob> =>
  encodeBody(new TextEncoder().encode(text).buffer, type)

export const wantedBody = (cid: string, fields: Partial<WantedBody> = {}): WantedBody => ({
  cid,
  url: `https://example.com/${cid}`,
  kind: 'image',
  ...fields,
})

/** A body that has arrived, with the resource that names it. */
export async function arrived(
  cid: string,
  text = cid,
  kind: Resource['kind'] = 'image',
): Promise<{ resource: Resource; body: StoredBlob }> {
  const body = await textBody(text, 'image/png')
  const url = `https://example.com/${cid}`
  return { body, resource: { cid, kind, url, type: body.type, hash: body.hash, bytes: body.bytes } }
}

/** A capture of https://example.com/ ready to be saved; `html` and `text` are `name` itself. */
export async function newCapture(
  name: string,
  fields: Partial<NewCapture> & { wanted?: WantedBody[]; capturedAt?: number } = {},
): Promise<NewCapture> {
  const { wanted = [], capturedAt = AT, ...rest } = fields
  const [html, text, thumb] = await Promise.all([
    textBody(name),
    textBody(`text of ${name}`),
    textBody(`thumb of ${name}`),
  ])
  return {
    urlKey: 'https://example.com/',
    linkId: undefined,
    canonical: '',
    lang: 'en',
    tags: [],
    quote: '',
    of: '',
    bodies: [html],
    text: { hash: text.hash, body: new ArrayBuffer(0), length: 1 },
    thumb: { snapshot: thumb.hash, picture: new Blob([`thumb of ${name}`]) },
    icon: '',
    replaces: `intent-${name}`,
    snapshot: {
      uid: name,
      format: 1,
      url: 'https://example.com/',
      title: `title of ${name}`,
      capturedAt,
      trigger: 'popup',
      engine: 'test',
      viewport: { width: 800, height: 600, scale: 1 },
      frames: [
        {
          key: '0',
          url: 'https://example.com/',
          title: name,
          html: html.hash,
          type: 'text/html',
          width: 800,
          height: 600,
          state: { scrollX: 0, scrollY: 0 },
        },
      ],
      resources: [],
      missing: [],
      notices: [],
      screenshot: '',
      text: text.hash,
      textLength: 1,
      score: null,
      status: 'partial',
      deleted: 0,
      timings: { ack: 1, page: 1, longestTask: 1, complete: 0 },
    },
    job: {
      id: `job-${name}`,
      kind: 'resources',
      snapshot: name,
      tabId: 1,
      fetching: ['0'],
      wanted,
      total: wanted.length,
      startedAt: capturedAt,
      updatedAt: capturedAt,
    },
    ...rest,
  }
}

export const linkJob = (linkId: number, fields: Partial<LinkJob> = {}): LinkJob => ({
  id: `link-${linkId}`,
  kind: 'link',
  linkId,
  url: 'https://example.com/',
  status: 'waiting',
  reason: '',
  detail: '',
  tabId: -1,
  attempts: 0,
  startedAt: AT + linkId,
  updatedAt: AT,
  ...fields,
})

/** What one frame's script reports: its document alone. */
export function frameCapture(
  key: string,
  fields: {
    url?: string
    children?: ChildFrame[]
    size?: number
    html?: string
  } & Partial<FrameCapture> = {},
): FrameCapture {
  const {
    url = `https://example.com/${key}`,
    children = [],
    size = 100,
    html = `<p>${key}`,
    ...rest
  } = fields
  const document: DocumentCapture = {
    key,
    url,
    title: key,
    lang: '',
    type: 'text/html',
    html,
    text: `text of ${key}`,
    width: size,
    height: size,
    state: { scrollX: 0, scrollY: 0 },
    children,
  }
  return {
    run: `run of ${key}`,
    documents: [document],
    own: [],
    wanted: [],
    missing: [],
    viewport: { width: 800, height: 600, scale: 1 },
    ms: { total: 1, longest: 1 },
    ...rest,
  }
}

export const childFrame = (key: string, url: string, size = 100): ChildFrame => ({
  key,
  url,
  width: size,
  height: size,
  x: 0,
  y: 0,
})
