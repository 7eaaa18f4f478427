import { nextToVerify, storeDrawing, storeVerification } from '../db/verify-jobs.ts'
import { reviveBody } from '../messaging/revive-body.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { closeOffscreen, openOffscreen } from '../platform/offscreen.ts'
import { stayAwake } from '../platform/stay-awake.ts'
import { sleep, within } from '../shared/wait.ts'
import { thumbRowOf } from './thumbnail.ts'

/** The pages of the extension share a thread: whoever has just kept a page may be using one. */
const PAUSE_MS = 400
/** For one page; a replay that takes longer is one nobody waits for. */
const LIMIT_MS = 20_000

/** The snapshot being compared, and what ends the wait for it. */
let open: { snapshot: string; done: () => void } | undefined
let working: Promise<void> | undefined

/** Compares complete snapshots with the pages they were, one after the other. Safe to call at any time. */
export function verifySnapshots(): Promise<void> {
  working ??= stayAwake(workOff()).finally(() => {
    working = undefined
  })
  return working
}

async function workOff(): Promise<void> {
  await sleep(PAUSE_MS)
  for (let job = await nextToVerify(); job; job = await nextToVerify()) {
    await verifyOne(job.snapshot)
    await sleep(PAUSE_MS)
  }
}

async function verifyOne(snapshot: string): Promise<void> {
  try {
    const done = new Promise<void>((resolve) => {
      open = { snapshot, done: resolve }
    })
    const there = await openOffscreen({
      path: `verify.html?snapshot=${encodeURIComponent(snapshot)}`,
      reason: 'IFRAME_SCRIPTING',
      justification: 'compares a kept page with what was seen when it was kept',
    })
    if (there) await within(done, LIMIT_MS, undefined)
    await storeVerification(snapshot, { reason: 'timeout' })
    await storeDrawing(snapshot, undefined)
  } finally {
    open = undefined
    await closeOffscreen()
  }
}

/** Takes a result. It may come from a page that the worker before this one had opened. */
export async function receiveVerification(
  snapshot: string,
  verification: NonNullable<Snapshot['verification']>,
): Promise<void> {
  await storeVerification(snapshot, verification)
}

/** Takes the picture that follows; '' for none. */
export async function receiveDrawing(snapshot: string, picture: string): Promise<void> {
  const body = picture ? reviveBody({ base64: picture, type: 'image/jpeg' }) : undefined
  await storeDrawing(snapshot, body && (await thumbRowOf(body)))
  if (open?.snapshot === snapshot) open.done()
}
