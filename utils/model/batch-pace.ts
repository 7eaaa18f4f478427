/** A longer gap is a pause, a night, or a browser that was closed: what was before it tells no pace. */
const GAP_MS = 90_000
/** Fewer tell nothing yet. */
const FEWEST = 4

/**
 * Links a minute of batches that are worked off together; undefined as long as nobody can know.
 * @param ends when their last links came to an end
 */
export function perMinute(ends: readonly number[], now = Date.now()): number | undefined {
  const sorted = [...ends].sort((a, b) => a - b)
  const last = sorted.at(-1) ?? 0
  if (now - last > GAP_MS) return undefined
  const gap = sorted.findLastIndex((at, index) => at - (sorted[index - 1] ?? at) > GAP_MS)
  const recent = sorted.slice(Math.max(0, gap))
  const first = recent[0] ?? 0
  if (recent.length < FEWEST || last === first) return undefined
  // What comes in pairs would else look like a leap; time since the last end slows it down.
  const spent = Math.max(last, now - (last - first) / (recent.length - 1)) - first
  return ((recent.length - 1) * 60_000) / spent
}

/** Milliseconds until the open links are through at a pace. */
export const msLeft = (open: number, pace: number): number => (open / pace) * 60_000
