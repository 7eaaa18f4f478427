import type { Frame, Snapshot, UnverifiedReason, Verification } from '../model/snapshot.ts'
import { sleep } from '../shared/wait.ts'
import { type BoxRecord, decodeBoxes } from '../snapshot/box-record.ts'
import { leftOut, sumUp } from '../snapshot/score.ts'
import { lostDocument, type VerifiedDocument, verifyDocument } from '../snapshot/verify-document.ts'
import { attachReplay, shownIn } from './attach-replay.ts'
import type { ReadBody } from './bodies.ts'
import { graftFrames } from './graft-frames.ts'
import { measureDocument } from './measure.ts'
import { openSnapshot, REPLAY_SANDBOX, type ReplayedDocument } from './open-snapshot.ts'
import { pathOf } from './path-of.ts'
import { documentElementOf } from './safe-dom.ts'

export type Verified = Verification | { reason: UnverifiedReason }

/** Where the bodies of snapshots are. */
export interface Bodies {
  read: ReadBody
  /** Of these hashes, those whose body is there. */
  stored: (hashes: string[]) => Promise<Set<string>>
}

/** Bytes of a page, unpacked; above, replaying it would take the memory of a whole browser. */
const MOST_BYTES = 300_000_000

/**
 * Replays a snapshot out of sight, in the size it was kept at, and compares it with the records made then.
 * @param host element of a page under the replay's policy
 */
export async function verifyReplay(
  snapshot: Snapshot,
  bodies: Bodies,
  host: Element,
): Promise<Verified> {
  if (snapshot.sizes.raw > MOST_BYTES) return { reason: 'too-large' }
  const records = await readRecords(snapshot.frames, bodies.read)
  const main = records.get('0')
  if (!main) return { reason: 'no-record' }
  const replay = await openSnapshot(snapshot, bodies.read).catch(() => undefined)
  if (!replay) return { reason: 'damaged' }
  const iframe = frameFor(snapshot, replay)
  try {
    await shown(iframe, host)
    await graftFrames(iframe)
    await attachReplay(iframe, replay, snapshot.frames, () => undefined)
    await settled(iframe, replay)
    fitWidth(iframe, main)
    const documents = compare(iframe, replay, snapshot, records)
    const { frames, resources, missing } = snapshot
    const stored = await bodies.stored(resources.map(({ hash }) => hash))
    return sumUp(documents, { documents: frames.length, resources, missing }, (hash) =>
      stored.has(hash),
    )
  } finally {
    iframe.remove()
    replay.dispose()
  }
}

async function readRecords(frames: Frame[], read: ReadBody): Promise<Map<string, BoxRecord>> {
  const records = new Map<string, BoxRecord>()
  for (const { key, boxes } of frames) {
    const body = boxes ? await read(boxes) : undefined
    const record = body && decodeBoxes(new Uint8Array(await body.arrayBuffer()))
    if (record) records.set(key, record)
  }
  return records
}

/** Of the size of the tab, and with pixels as large as its: lines are as thick as whole pixels. */
function frameFor({ viewport }: Snapshot, { url }: ReplayedDocument): HTMLIFrameElement {
  const iframe = document.createElement('iframe')
  iframe.setAttribute('sandbox', REPLAY_SANDBOX)
  const zoom = viewport.scale / devicePixelRatio || 1
  iframe.style.cssText = `border:0;width:${viewport.width}px;height:${viewport.height}px;zoom:${zoom}`
  iframe.src = url
  return iframe
}

function shown(iframe: HTMLIFrameElement, host: Element): Promise<void> {
  return new Promise((resolve) => {
    iframe.addEventListener('load', () => resolve(), { once: true })
    host.append(iframe)
  })
}

const FONTS_MS = 8000
const POLL_MS = 30

/** Fonts are asked for when text is laid out, and come some time after. */
async function settled(iframe: HTMLIFrameElement, replay: ReplayedDocument): Promise<void> {
  const end = Date.now() + FONTS_MS
  while (Date.now() < end) {
    const docs = shownIn(iframe, replay).map(({ view }) => view.document)
    for (const doc of docs) documentElementOf(doc).getBoundingClientRect()
    if (docs.every(({ fonts }) => fonts.status === 'loaded')) return
    await sleep(POLL_MS)
  }
}

/** Scroll bars are as wide as the browser makes them, and zoomed pages had narrower ones. */
function fitWidth(iframe: HTMLIFrameElement, { width }: BoxRecord): void {
  const now = iframe.contentDocument && documentElementOf(iframe.contentDocument).clientWidth
  if (!now || !width || now === width) return
  iframe.style.width = `${iframe.clientWidth + width - now}px`
}

function compare(
  iframe: HTMLIFrameElement,
  replay: ReplayedDocument,
  { frames, missing }: Snapshot,
  records: ReadonlyMap<string, BoxRecord>,
): VerifiedDocument[] {
  const left = leftOut(missing)
  const views = new Map(shownIn(iframe, replay).map(({ key, view }) => [key, view]))
  return frames.flatMap(({ key, url }) => {
    const record = records.get(key)
    const view = views.get(key)
    if (!record) return []
    if (!view) return lostDocument(key, url, record)
    const { record: found, elements } = measureDocument(view, record)
    return verifyDocument(
      key,
      record,
      { record: found, describe: (at) => pathOf(elements[at]) },
      left,
    )
  })
}
