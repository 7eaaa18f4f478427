import type { ErrorReason } from '../model/error.ts'

/** How often a page is tried again for reasons that pass; never for any other. */
const TRIES: Partial<Record<ErrorReason, number>> = {
  // A dead site, mostly, or an address with a mistake in it; each try may take the time limit.
  'not-answering': 2,
  // A page that hangs, mostly.
  'timeout': 1,
  'server-error': 3,
  'site-busy': 4,
}

/** Each wait is this many times the one before. */
const GROWTH = 4
/** Links that failed together are not to come back together. */
const JITTER = 0.25
/** A site may ask for any time, also for a year. */
const LONGEST_MS = 60 * 60_000

export interface Failure {
  reason: ErrorReason
  /** When the site asked to come back; 0 where it said nothing. */
  retryAt?: number
}

/**
 * When a page that failed is tried again; undefined where that would help nobody.
 * @param failures times it failed before
 * @param pauseMs the first wait
 */
export function nextTry(
  { reason, retryAt = 0 }: Failure,
  failures: number,
  pauseMs: number,
  now = Date.now(),
  random = Math.random,
): number | undefined {
  if (!mayTryAgain(reason, failures)) return undefined
  const wait = waitMs(failures, pauseMs, random)
  // Not earlier than asked for, and not all at that very moment.
  const asked = retryAt === 0 ? 0 : retryAt - now + pauseMs * JITTER * random()
  return Math.round(now + Math.min(LONGEST_MS, Math.max(wait, asked)))
}

/** Until when a site is left alone that was busy to the last and did not say for how long: as long as its page waited before that. */
export function restUntil(
  failures: number,
  pauseMs: number,
  now = Date.now(),
  random = Math.random,
): number {
  const wait = waitMs(Math.max(0, failures - 1), pauseMs, random)
  return Math.round(now + Math.min(LONGEST_MS, wait))
}

const waitMs = (failures: number, pauseMs: number, random: () => number): number =>
  pauseMs * GROWTH ** failures * (1 + JITTER * (2 * random() - 1))

/** Whether a page that failed for a reason, as it did some times before, is tried again. */
export const mayTryAgain = (reason: ErrorReason, failures: number): boolean =>
  failures < (TRIES[reason] ?? 0)

/** What an answer's status means for who wants the page; undefined where the page is worth keeping. */
export function passingReason(status: number): 'server-error' | 'site-busy' | undefined {
  if (status === 429) return 'site-busy'
  // 501 and 505 say that it never will.
  return status >= 500 && status !== 501 && status !== 505 ? 'server-error' : undefined
}

/** The time a Retry-After header names, in seconds or as a date; 0 where it names none. */
export function retryTime(header: string | null, now = Date.now()): number {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return now + Number(text) * 1000
  // Anything but a date would be taken for one by some parsers.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? 0 : Math.max(now, at)
}
