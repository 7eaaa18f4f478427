import { sleep } from '../../shared/wait.ts'

/** Chromium takes two pictures of tabs a second and refuses what is more. */
const CALLS = 2
const SPAN_MS = 1020

/** When the last pictures were begun, oldest first. */
const begun: number[] = []

/** Waits until another picture may be taken. */
export async function picturePace(): Promise<void> {
  const before = begun.length < CALLS ? Number.NEGATIVE_INFINITY : (begun.shift() ?? 0)
  const wait = before + SPAN_MS - Date.now()
  begun.push(Math.max(Date.now(), before + SPAN_MS))
  if (wait > 0) await sleep(wait)
}
