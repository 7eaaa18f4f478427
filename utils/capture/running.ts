import type { Arrivals } from '../db/arrivals.ts'
import type { Committed } from '../messaging/protocol.ts'
import { reviveBody } from '../messaging/revive-body.ts'
import type { MostBytes } from '../model/capture-options.ts'
import { LinkshotError } from '../model/error.ts'
import type { FrameCapture } from '../model/frame-capture.ts'
import type { WantedBody } from '../model/job.ts'
import type { MhtmlPart } from './mhtml.ts'

/** A capture under way in this worker; frames' scripts report to it. */
export interface Running {
  tabId: number
  /** The frame that is the page: 0, or the one a selection is in. */
  rootFrame: number
  /** Only what is selected in it is kept. */
  selection: boolean
  /** What its owner's rules leave out. */
  most: MostBytes
  /** Every site may be entered. */
  allSites: boolean
  frames: FrameCapture[]
  /** Nobody waits for another report. */
  closed: boolean
  /** Called on every report. */
  onReport: () => void
  early: Early
  /** What the browser's MHTML holds, where frames left pictures to that. */
  mhtml?: Promise<Map<string, MhtmlPart>>
  /** What was stored, once it is committed. */
  committed: PromiseWithResolvers<Stored>
}

/** What a commit came to; `done` are the runs of frames that have no more to bring. */
export interface Stored extends Omit<Committed, 'done'> {
  done: string[]
}

/** What one message brought before the commit. */
export interface EarlyMessage {
  /** The run of the frame's script. Keys are not told apart by: frames that don't know their place share one. */
  run: string
  /** The frame's own key. */
  key: string
  arrivals: Arrivals
  /** The frame has handed over all. */
  done: boolean
}

/** Bodies that frames handed over before the commit. */
export interface Early {
  messages: EarlyMessage[]
  bytes: number
  /** What style sheets among them ask for. */
  asked: WantedBody[]
  /** Messages being made ready to store. */
  coming: Set<Promise<unknown>>
  /** Nothing is taken any more: what there was is being stored. */
  sealed: boolean
}

/** Key of the page's own document, which one frame alone may report. */
const MAIN_KEY = '0'

const running = new Map<number, Running>()

/** Opens the door for a tab's frames. */
export function startRunning(tabId: number, selectionIn?: number): Running {
  const committed = Promise.withResolvers<Stored>()
  // Nobody may be waiting when a capture fails before the first frame has reported.
  committed.promise.catch(() => undefined)
  const entry: Running = {
    tabId,
    rootFrame: selectionIn ?? 0,
    selection: selectionIn !== undefined,
    most: {},
    allSites: false,
    frames: [],
    closed: false,
    onReport: () => undefined,
    early: { messages: [], bytes: 0, asked: [], coming: new Set(), sealed: false },
    committed,
  }
  running.set(tabId, entry)
  return entry
}

/** What is under way in a tab. */
export const runningIn = (tabId: number): Running | undefined => running.get(tabId)

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
): Promise<Committed> {
  const entry = running.get(tabId)
  if (!entry || entry.closed) throw new LinkshotError('interrupted', 'no capture under way')
  // A frame of another site must not pass for the page it stands in.
  const isMain = sent.documents[0]?.key === MAIN_KEY
  if (isMain !== (frameId === entry.rootFrame))
    throw new LinkshotError('interrupted', 'not its own place')
  const capture = {
    ...sent,
    own: sent.own.map((each) => ({ ...each, body: reviveBody(each.body) })),
    documents: sent.documents.map((each) =>
      each.boxes ? { ...each, boxes: reviveBody(each.boxes) } : each,
    ),
  }
  entry.frames.push(capture)
  entry.onReport()
  const { snapshot, early, done } = await entry.committed.promise
  return { snapshot, early, done: done.includes(sent.run) }
}
