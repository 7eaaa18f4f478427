import { reviveBody } from '../messaging/revive-body.ts'
import { LinkshotError } from '../model/error.ts'
import type { FrameCapture } from '../model/frame-capture.ts'

/** A capture under way in this worker; frames' scripts report to it. */
export interface Running {
  tabId: number
  frames: FrameCapture[]
  /** Called on every report. */
  onReport: () => void
  /** The stored snapshot's uid, once it is committed. */
  committed: PromiseWithResolvers<string>
}

/** Key of the page's own document, which frame 0 alone may report. */
const MAIN_KEY = '0'

const running = new Map<number, Running>()

/** Opens the door for a tab's frames. */
export function startRunning(tabId: number): Running {
  const committed = Promise.withResolvers<string>()
  // Nobody may be waiting when a capture fails before the first frame has reported.
  committed.promise.catch(() => undefined)
  const entry: Running = { tabId, frames: [], onReport: () => undefined, committed }
  running.set(tabId, entry)
  return entry
}

export function stopRunning(entry: Running): void {
  if (running.get(entry.tabId) === entry) running.delete(entry.tabId)
}

/**
 * Takes one frame's report; the answer waits for the commit.
 * @throws LinkshotError 'interrupted' where nobody waits for it (any more), or it is not the frame's own
 */
export async function reportFrame(
  { tabId, frameId }: { tabId: number; frameId: number },
  sent: FrameCapture,
): Promise<string> {
  // A frame of another site must not pass for the page it stands in.
  const isMain = sent.documents[0]?.key === MAIN_KEY
  if (isMain !== (frameId === 0)) throw new LinkshotError('interrupted', 'not its own place')
  const capture = {
    ...sent,
    own: sent.own.map((each) => ({ ...each, body: reviveBody(each.body) })),
    documents: sent.documents.map((each) =>
      each.boxes ? { ...each, boxes: reviveBody(each.boxes) } : each,
    ),
  }
  const entry = running.get(tabId)
  if (!entry) throw new LinkshotError('interrupted', 'no capture under way')
  entry.frames.push(capture)
  entry.onReport()
  return entry.committed.promise
}
