import { LinkshotError } from '../model/error.ts'
import type { FrameCapture } from '../model/frame-capture.ts'
import { type FrameRun, runPageScript } from '../platform/scripting.ts'
import { sleep } from '../shared/wait.ts'
import { injectionError } from './injection-error.ts'
import type { Running } from './running.ts'

/** A busy page may take this long to answer at all. */
const MAIN_FRAME_MS = 60_000
/** After the main frame has reported, frames that hang are left out. */
const OTHER_FRAMES_MS = 3000
/** Between a script's end and the arrival of what it sent. */
const DELIVERY_MS = 5000

/**
 * Runs the page script in all frames of a tab and gathers their reports.
 * @throws LinkshotError where the main frame can't be read
 */
export async function collectFrames(running: Running): Promise<FrameCapture[]> {
  const runs = runPageScript(running.tabId).catch((error: unknown) => {
    throw injectionError(error)
  })
  runs.catch(() => undefined)
  await waitForMain(running, runs)
  const finished = await Promise.race([runs, sleep(OTHER_FRAMES_MS).then(() => [])])
  await arrival(running, () => allHere(running, finished), DELIVERY_MS)
  return running.frames
}

async function waitForMain(running: Running, runs: Promise<FrameRun[]>): Promise<void> {
  const here = () => running.frames.some(({ documents }) => documents[0]?.key === '0')
  const delivered = runs.then((finished) => {
    const main = finished.find(({ frameId }) => frameId === 0)
    // A script that threw has no result: there is nothing to wait for.
    return main?.result ? arrival(running, here, DELIVERY_MS) : undefined
  })
  await Promise.race([delivered, arrival(running, here, MAIN_FRAME_MS)])
  if (!here()) throw new LinkshotError('timeout', 'main frame')
}

function allHere(running: Running, runs: FrameRun[]): boolean {
  const here = new Set(running.frames.map(({ documents }) => documents[0]?.key))
  return runs.every(({ result }) => {
    const { key, skipped } = (result ?? {}) as { key?: string; skipped?: boolean }
    return skipped || key === undefined || here.has(key)
  })
}

/** Resolves when `here` holds after a report, or when time is up. */
async function arrival(running: Running, here: () => boolean, ms: number): Promise<void> {
  if (here()) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    const former = running.onReport
    running.onReport = () => {
      former()
      if (!here()) return
      clearTimeout(timer)
      resolve()
    }
  })
}
