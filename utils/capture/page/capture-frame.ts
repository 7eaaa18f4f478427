import type { DocumentCapture, FrameCapture } from '../../model/frame-capture.ts'
import { type ReadDocument, readDocument } from './capture-document.ts'
import { type Clock, createClock } from './clock.ts'
import { createFindings, stillWanted } from './findings.ts'
import type { FrameContext, PageHost } from './page-context.ts'
import { readBlobs } from './pixels.ts'
import { createReferrerOf } from './referrer.ts'
import { createSlices, type Slices } from './slices.ts'
import { createSources } from './styles/sources.ts'

/** Longest wait for source texts of style sheets. */
const SOURCES_MS = 800
/** Longest wait for pictures being encoded and the like. */
const LATER_MS = 5000

/** Reads a window's document and those of its child frames that have no script of their own. */
export async function captureFrame(
  view: Window & typeof globalThis,
  key: string,
  run: string,
  host: PageHost,
  slicesOf: (clock: Clock) => Slices = createSlices,
): Promise<FrameCapture> {
  const clock = createClock()
  const frame: FrameContext = {
    host,
    findings: createFindings(),
    sources: createSources(host.fetch, SOURCES_MS),
    clock,
    slices: slicesOf(clock),
  }
  const documents = await readDocuments(view.document, key, frame)
  await settled(frame)
  const finished: DocumentCapture[] = []
  for (const each of documents) finished.push(await frame.slices.run(each.finish()))
  return frame.clock.time(() => assemble(finished, run, view, frame))
}

async function readDocuments(
  doc: Document,
  key: string,
  frame: FrameContext,
): Promise<ReadDocument[]> {
  const queue = [{ doc, key }]
  const read: ReadDocument[] = []
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { doc: each, key: name } = next
    const one = await frame.slices.run(readDocument(each, name, frame))
    read.push(one)
    queue.push(...one.inner)
  }
  return read
}

/** Waits for all that was begun, and for what that begins, but not for ever. */
async function settled(frame: FrameContext): Promise<void> {
  const { findings } = frame
  let over = false
  const limit = new Promise<void>((resolve) => {
    setTimeout(() => {
      over = true
      resolve()
    }, LATER_MS)
  })
  readBlobs(frame)
  while (findings.later.length && !over) {
    await Promise.race([Promise.allSettled(findings.later.splice(0)), limit])
    // Style sheets name theirs as late as they come.
    readBlobs(frame)
  }
}

function assemble(
  documents: DocumentCapture[],
  run: string,
  view: Window,
  { findings, clock }: FrameContext,
): FrameCapture {
  return {
    run,
    documents,
    own: [...findings.own.values()],
    wanted: stillWanted(findings, createReferrerOf(view)),
    missing: [...findings.missing.values()],
    viewport: { width: view.innerWidth, height: view.innerHeight, scale: view.devicePixelRatio },
    ms: clock.read(),
  }
}
