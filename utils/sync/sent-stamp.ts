import type { SyncClock } from '../record/replica.ts'
import { type Stamp, stampMs, stampOf } from '../record/stamp.ts'

/** Stamps further ahead than this the server refuses. */
export const MOST_AHEAD_MS = 5 * 60_000

/** The greatest stamp of this device that others may have seen: what is too far ahead was refused, if it was sent. */
export function seenStamp({ sent, device }: SyncClock, serverNow: number): Stamp {
  const isSeen = sent === '' || stampMs(sent) <= serverNow + MOST_AHEAD_MS
  return isSeen ? sent : stampOf(serverNow, 0, device)
}
