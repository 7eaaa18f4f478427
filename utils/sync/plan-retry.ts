import type { SyncReason } from '../model/cloud.ts'

/** What waiting does not help: a sign-in, an update or their owner does. */
const HOPELESS: ReadonlySet<SyncReason> = new Set([
  'unauthorized',
  'session-refused',
  'forbidden',
  'request-size',
  'too-old',
])

const FIRST_MS = 5000
const LONGEST_MS = 30 * 60_000
/** A server may ask for any time, also for a year. */
const LONGEST_ASKED_MS = 6 * 60 * 60_000
/** Devices that lost a server together are not to come back together. */
const JITTER = 0.25

/**
 * When a pass that failed is tried again; undefined where that would help nobody.
 * @param failures passes that failed in a row before this one
 * @param retryAt when the server asked to come back, 0 where it said nothing
 */
export function planRetry(
  { reason, retryAt = 0 }: { reason: SyncReason; retryAt?: number },
  failures: number,
  now = Date.now(),
  random = Math.random,
): number | undefined {
  if (HOPELESS.has(reason)) return undefined
  // No more than it takes to get beyond the longest: 2 ** 2000 is no number.
  const plain = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20))
  const wait = plain * (1 + JITTER * (2 * random() - 1))
  // Not earlier than asked for, and not all at that very moment.
  const asked = retryAt > now ? Math.min(retryAt - now, LONGEST_ASKED_MS) : 0
  const late = asked === 0 ? 0 : asked + FIRST_MS * random()
  return Math.round(now + Math.max(wait, late))
}
