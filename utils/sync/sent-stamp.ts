import type { SyncClock } from '../record/replica.ts'
import { type Stamp, stampMs, stampOf } from '../record/stamp.ts'

/** Stamps further ahead than this the server refuses. */
const MOST_AHEAD_MS = 5 * 60_000

/** Many stamps may have that very time, and no device makes so many in one millisecond. */
const HALF = 0x8000

/** The greatest stamp of this device that others may have seen: what is too far ahead was refused, if it was sent. */
export function seenStamp({ sent, device }: SyncClock, serverNow: number): Stamp {
  const latest = serverNow + MOST_AHEAD_MS
  return sent !== '' && stampMs(sent) > latest ? stampOf(latest, HALF, device) : sent
}
