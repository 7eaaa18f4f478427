import { limited, MOST_BODIES } from '../db/arrivals.ts'
import { encodeBody } from '../db/blobs.ts'
import type { TextRow } from '../db/database.ts'
import type { MostBytes } from '../model/capture-options.ts'
import type { DocumentCapture, FrameCapture, OwnResource } from '../model/frame-capture.ts'
import {
  FORMAT_VERSION,
  type Frame,
  type Notice,
  type Resource,
  type Snapshot,
  type StoredBlob,
  type Timings,
  type Trigger,
} from '../model/snapshot.ts'
import { gzip, sha256 } from '../shared/bytes.ts'
import { type JoinedPage, joinFrames } from '../snapshot/join-frames.ts'
import { createPacking, type Packing } from '../snapshot/pack-png.ts'
import { cropPictures } from './crop-pictures.ts'
import { leaveOut } from './leave-out.ts'

/** A capture's rows, ready for one transaction. */
export interface BuiltCapture {
  snapshot: Omit<Snapshot, 'linkId' | 'sizes'>
  bodies: StoredBlob[]
  text: TextRow
  page: JoinedPage
}

export interface CaptureFacts {
  uid: string
  url: string
  title: string
  trigger: Trigger
  capturedAt: number
  screenshot: Blob | undefined
  /** What it took. */
  pictureMs: number
  /** The frame of which only what is selected is kept. */
  selection?: number | undefined
}

/** What the frames reported, hashed and compressed. */
export interface EncodedPage {
  captures: FrameCapture[]
  joined: JoinedPage
  frames: [Frame, StoredBlob[]][]
  own: [Resource, StoredBlob][]
  text: TextRow
}

/**
 * Hashes and compresses all that the frames reported. It needs no picture: what takes long is done while
 * that is being taken.
 * @param most what its owner's rules leave out
 */
export async function encodePage(
  captures: FrameCapture[],
  allSites: boolean,
  most?: MostBytes,
): Promise<EncodedPage> {
  const joined = leaveOut(joinFrames(captures, allSites), most)
  const pack = createPacking()
  const [frames, own, text] = await Promise.all([
    Promise.all(joined.documents.map(encodeDocument)),
    Promise.all(joined.own.map((own) => encodeOwn(own, pack))),
    encodeText(joined.documents),
  ])
  return { captures, joined, frames, own, text }
}

/** An encoded page with its picture, and what only that shows. */
export async function buildCapture(
  { captures, joined, frames, own: whole, text }: EncodedPage,
  facts: CaptureFacts,
): Promise<BuiltCapture> {
  const { selection } = facts
  const [crops, picture] = await Promise.all([
    // Nobody knows where in the tab's picture a frame without its page is.
    cropPictures(joined.documents, selection ? undefined : facts.screenshot),
    // It shows what was not selected, too.
    facts.screenshot && selection === undefined ? encodeBlob(facts.screenshot) : undefined,
  ])
  const page = bounded(withCrops(joined, crops))
  const pack = createPacking()
  const own = [...whole, ...(await Promise.all(crops.own.map((each) => encodeOwn(each, pack))))]
  const bodies = [...frames.flatMap(([, each]) => each), ...own.map(([, body]) => body)]
  const main = selection ? undefined : page.documents[0]
  return {
    page,
    text,
    bodies: picture ? [...bodies, picture] : bodies,
    snapshot: {
      uid: facts.uid,
      format: FORMAT_VERSION,
      url: main?.url || facts.url,
      title: shortened(main?.title || facts.title),
      capturedAt: facts.capturedAt,
      trigger: facts.trigger,
      engine: navigator.userAgent,
      viewport: captures.find((c) => c.documents[0]?.key === '0')?.viewport ?? NO_VIEWPORT,
      frames: frames.map(([frame]) => frame),
      resources: own.map(([resource]) => resource),
      missing: page.missing,
      notices: page.documents.some(({ changing }) => changing) ? [CHANGING] : [],
      screenshot: picture?.hash ?? '',
      text: text.hash,
      textLength: text.length,
      score: null,
      ...(selection === undefined
        ? {}
        : { selection: true, verification: { reason: 'selection' } }),
      status: 'partial',
      deleted: 0,
      timings: { ...pageTimings(captures), picture: facts.pictureMs },
    },
  }
}

/** Lists read titles with every link: a page that calls itself by megabytes must not slow all of them. */
const LONGEST_TITLE = 1000

function shortened(title: string): string {
  const text = title.trim()
  return text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE).toWellFormed()}…`
}

function withCrops(
  page: JoinedPage,
  { own, missing }: Pick<JoinedPage, 'own' | 'missing'>,
): JoinedPage {
  return { ...page, own: [...page.own, ...own], missing: [...page.missing, ...missing] }
}

/** A page that asks for a million bodies gets as many as a snapshot can hold. */
function bounded(page: JoinedPage): JoinedPage {
  const { more, tooMany } = limited(page.wanted, MOST_BODIES - page.own.length)
  return { ...page, wanted: more, missing: [...page.missing, ...tooMany] }
}

const CHANGING: Notice = { kind: 'changing', detail: '' }

const NO_VIEWPORT = { width: 0, height: 0, scale: 1 }

function pageTimings(captures: FrameCapture[]): Timings {
  return {
    ack: 0,
    page: captures.reduce((sum, { ms }) => sum + ms.total, 0),
    longestTask: Math.max(0, ...captures.map(({ ms }) => ms.longest)),
    complete: 0,
  }
}

const encodeBlob = async (body: Blob): Promise<StoredBlob> =>
  encodeBody(await body.arrayBuffer(), body.type)

async function encodeDocument(document: DocumentCapture): Promise<[Frame, StoredBlob[]]> {
  const { key, url, title, type, width, height, state, file } = document
  const [body, boxes] = await Promise.all([
    encodeBody(new TextEncoder().encode(document.html).buffer, type),
    document.boxes && encodeBlob(document.boxes),
  ])
  const frame: Frame = {
    ...{ key, url, title: shortened(title), html: body.hash, type, width, height, state },
    ...(file ? { file } : {}),
    ...(boxes ? { boxes: boxes.hash } : {}),
  }
  return [frame, boxes ? [body, boxes] : [body]]
}

async function encodeOwn(own: OwnResource, pack: Packing): Promise<[Resource, StoredBlob]> {
  const { cid, kind, url } = own
  const type = own.type || own.body.type
  const body = await encodeBody(await bytesOf(own, pack), type)
  return [{ cid, kind, url, type, hash: body.hash, bytes: body.bytes }, body]
}

/** Drawings of the page's, which the browser has written in a hurry, are packed well. */
async function bytesOf({ kind, body }: OwnResource, pack: Packing): Promise<ArrayBuffer> {
  const raw = await body.arrayBuffer()
  return kind === 'canvas' ? (await pack(new Uint8Array(raw))).buffer : raw
}

async function encodeText(documents: DocumentCapture[]): Promise<TextRow> {
  const text = documents
    .map((document) => document.text)
    .filter((part) => part !== '')
    .join('\n\n')
  const raw = new TextEncoder().encode(text)
  const [hash, body] = await Promise.all([sha256(raw), gzip(raw)])
  return { hash, body, length: text.length }
}
