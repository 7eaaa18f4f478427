/** When an edit was made: 12 hex digits of ms, 4 of a counter, 8 of the device; sorts as text. docs/SYNC.md. */
export type Stamp = string

/** What a device has to remember to make stamps. */
export interface Clock {
  /** 8 hex digits. */
  device: string
  /** The greatest stamp it has made or read, '' before the first. */
  last: Stamp
}

const FORM = /^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}$/
const MOST_COUNT = 0xffff

export const isStamp = (value: unknown): value is Stamp =>
  typeof value === 'string' && FORM.test(value)

/** Milliseconds since 1970 of a stamp. */
export const stampMs = (stamp: Stamp): number => Number.parseInt(stamp.slice(0, 12), 16)

export const laterStamp = (a: Stamp, b: Stamp): Stamp => (a > b ? a : b)

/** A stamp of these parts. */
export const stampOf = (ms: number, count: number, device: string): Stamp =>
  `${Math.trunc(ms).toString(16).padStart(12, '0')}-${count.toString(16).padStart(4, '0')}-${device}`

/** The first stamp that a device may give after another one at this time (Kulkarni et al. 2014). */
export function stampAfter(last: Stamp, nowMs: number, device: string): Stamp {
  const lastMs = last ? stampMs(last) : -1
  if (Math.trunc(nowMs) > lastMs) return stampOf(nowMs, 0, device)
  const count = Number.parseInt(last.slice(13, 17), 16) + 1
  return count > MOST_COUNT ? stampOf(lastMs + 1, 0, device) : stampOf(lastMs, count, device)
}

/** The 8 digits of the device that made a stamp. */
export const stampDevice = (stamp: Stamp): string => stamp.slice(18)
