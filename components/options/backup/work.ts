import type { Progress } from '../../../utils/archive/zip/progress.ts'
import { type ErrorReason, toLinkshotError } from '../../../utils/model/error.ts'

export type WorkKind = 'export' | 'import'

/** A file that is ready, at an address that lasts as long as the page. */
export interface ReadyFile {
  name: string
  url: string
  size: number
}

/** What came of the last export or import. */
export type Outcome =
  | { kind: 'export'; files: ReadyFile[]; links: number; snapshots: number; lost: number }
  | { kind: 'import'; links: number; snapshots: number; merged: number; actId: string }

/** One export or import at a time; it goes on while other sections of the page are looked at. */
export type Work =
  | { state: 'idle' }
  | { state: 'running'; kind: WorkKind; progress: Progress | undefined }
  | { state: 'done'; outcome: Outcome }
  | { state: 'failed'; kind: WorkKind; reason: ErrorReason }

let current: Work = { state: 'idle' }
let controller = new AbortController()
const listeners = new Set<(work: Work) => void>()

export const currentWork = (): Work => current

export function onWork(listener: (work: Work) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const cancelWork = (): void => controller.abort()

export function setWork(work: Work): void {
  if (current.state === 'done') release(current.outcome)
  current = work
  for (const listener of listeners) listener(work)
}

function release(outcome: Outcome): void {
  if (outcome.kind === 'export') for (const { url } of outcome.files) URL.revokeObjectURL(url)
}

/** Drawn ten times a second, however many steps there are. */
const DRAW_MS = 100

/** Runs an export or import with progress; a cancelled one leaves the page as it was. */
export async function runWork(
  kind: WorkKind,
  work: (signal: AbortSignal, progress: (progress: Progress) => void) => Promise<Outcome>,
): Promise<void> {
  if (current.state === 'running') return
  controller = new AbortController()
  const { signal } = controller
  let drawn = 0
  const draw = (progress: Progress) => {
    // A step told late must not hide how it ended.
    if (current.state !== 'running' || performance.now() - drawn < DRAW_MS) return
    drawn = performance.now()
    setWork({ state: 'running', kind, progress })
  }
  setWork({ state: 'running', kind, progress: undefined })
  addEventListener('beforeunload', askToStay)
  try {
    setWork({ state: 'done', outcome: await work(signal, draw) })
  } catch (error) {
    const { reason } = toLinkshotError(error)
    // What has a reason is told on the page; the rest is for whoever mends it.
    if (!signal.aborted && reason === 'unknown') console.error(error)
    setWork(signal.aborted ? { state: 'idle' } : { state: 'failed', kind, reason })
  } finally {
    removeEventListener('beforeunload', askToStay)
  }
}

/** Closing the page ends the work. */
const askToStay = (event: BeforeUnloadEvent): void => event.preventDefault()
