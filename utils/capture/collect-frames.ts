import type { CaptureOptions } from '../model/capture-options.ts'
import { LinkshotError } from '../model/error.ts'
import type { FrameCapture } from '../model/frame-capture.ts'
import { type FrameRun, runPageScript, tellFrames } from '../platform/scripting.ts'
import { sleep, within } from '../shared/wait.ts'
import { onlyShown } from '../snapshot/only-shown.ts'
import { framesWithin } from './find-selection.ts'
import { giveOptions } from './hand-options.ts'
import { injectionError } from './injection-error.ts'
import type { Running } from './running.ts'

/** A busy page may take this long to answer at all. */
const MAIN_FRAME_MS = 60_000
/** After the main frame has reported, frames that hang are left out. */
const OTHER_FRAMES_MS = 3000
/** Between a script's end and the arrival of what it sent. */
const DELIVERY_MS = 5000

/**
 * Runs the page script in all frames of a tab and gathers their reports; of a selection, in its frame
 * and those inside.
 * @throws LinkshotError where the main frame can't be read, 'no-selection' where there is none
 */
export async function collectFrames(
  running: Running,
  options: CaptureOptions = {},
): Promise<FrameCapture[]> {
  const runs = runScripts(running, options).catch((error: unknown) => {
    throw injectionError(error)
  })
  runs.catch(() => undefined)
  await waitForMain(running, runs)
  const finished = await Promise.race([runs, sleep(OTHER_FRAMES_MS).then(() => [])])
  await arrival(running, () => allHere(running, finished), DELIVERY_MS)
  return running.selection ? onlyShown(running.frames) : running.frames
}

/** What is to be done otherwise than usual is put down first, where the script finds it. */
async function runScripts(running: Running, options: CaptureOptions): Promise<FrameRun[]> {
  const { tabId, allSites } = running
  if (running.selection) return runOnSelection(running, options)
  if (Object.keys(options).length > 0) await told(tellFrames(tabId, giveOptions, options))
  return runPageScript(tabId, { allSites })
}

async function runOnSelection(
  { tabId, rootFrame, allSites }: Running,
  options: CaptureOptions,
): Promise<FrameRun[]> {
  const frames = await framesWithin(tabId, rootFrame)
  if (frames.length === 0) throw new LinkshotError('no-permission')
  for (const { frameId, key } of frames) {
    const telling = tellFrames<CaptureOptions>(tabId, giveOptions, { ...options, key }, frameId)
    // One inside may be gone by now.
    await told(frameId === rootFrame ? telling : telling.catch(() => undefined))
  }
  const others = frames.map(({ frameId }) => frameId).filter((id) => id !== rootFrame)
  const inside = Promise.all(
    others.map((frameId) =>
      runPageScript(tabId, { allSites, frameIds: [frameId] }).catch(() => []),
    ),
  )
  const [main] = await runPageScript(tabId, { allSites, frameIds: [rootFrame], selection: true })
  // It ends without a word where nothing is selected (any more).
  if (!main?.result) throw new LinkshotError('no-selection')
  return [main, ...(await inside).flat()]
}

/** A frame that hangs hears of it when it comes to itself: before it gets the script. */
const told = (telling: Promise<void>): Promise<void> => within(telling, OTHER_FRAMES_MS, undefined)

async function waitForMain(running: Running, runs: Promise<FrameRun[]>): Promise<void> {
  const here = () => running.frames.some(({ documents }) => documents[0]?.key === '0')
  const delivered = runs.then((finished) => {
    const main = finished.find(({ frameId }) => frameId === running.rootFrame)
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
