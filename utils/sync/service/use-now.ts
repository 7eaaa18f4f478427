import type { CloudUse } from '../../model/cloud.ts'

/** What screens show of an account's use, and when something was last sent from here, in ms. */
interface KnownUse {
  use?: CloudUse
  bytesSentAt?: number
}

/** The server sums up what is stored ten minutes after it did so last, where it is asked. */
const COUNTED_MS = 15 * 60_000

/**
 * What was sent from here is added to what the server told, until it must have counted it.
 * @param told by the server in this pass, before anything was sent
 * @param sent bytes
 */
export function useNow(
  { use: was, bytesSentAt = 0 }: KnownUse,
  told: CloudUse | undefined,
  sent: number,
  now = Date.now(),
): KnownUse {
  const use = told ?? was
  if (!use) return {}
  const isCounted = now - bytesSentAt >= COUNTED_MS
  const bytes = Math.max(use.bytes, isCounted ? 0 : (was?.bytes ?? 0)) + sent
  return { use: { ...use, bytes }, bytesSentAt: sent > 0 ? now : bytesSentAt }
}
