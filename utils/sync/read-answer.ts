import { SyncFailure } from '../model/sync-failure.ts'
import { isObject } from './is-object.ts'
import {
  CALL_ERRORS,
  type DigestAnswer,
  type FailedAnswer,
  type FetchAnswer,
  type PullAnswer,
  type PushAnswer,
  REJECTIONS,
} from './protocol.ts'

type Raw = Record<string, unknown>

/** An answer is read by one of these; it throws where the answer is none. The records in it are not looked at. */
export const readPull = (raw: Raw, after: number): PullAnswer => {
  const { items, upTo, more, purged } = raw
  demand(Array.isArray(items) && typeof more === 'boolean' && isCount(purged), 'pull')
  demand(isCount(upTo) && (raw['reset'] === true || upTo > after || !more), 'upTo')
  demand(raw['reset'] === true || Number(upTo) >= after, 'upTo')
  // Else it could have more for ever.
  demand(raw['reset'] === true || !more || (Array.isArray(items) && items.length > 0), 'items')
  return raw as unknown as PullAnswer
}

export const readFetch = (raw: Raw): FetchAnswer => {
  demand(Array.isArray(raw['items']) && typeof raw['more'] === 'boolean', 'fetch')
  return raw as unknown as FetchAnswer
}

export const readPush = (raw: Raw, items: number): PushAnswer => {
  const { before, seq, results } = raw
  demand(isCount(before) && isCount(seq), 'push')
  demand(Array.isArray(results) && results.length === items, 'results')
  demand(Array.isArray(results) && results.every(isResult), 'result')
  return raw as unknown as PushAnswer
}

export const readDigest = (raw: Raw): DigestAnswer => {
  const { digest } = raw
  const isSum = (sum: unknown): boolean => Array.isArray(sum) && sum.every(isCount)
  const isKind = (sums: unknown): boolean => Array.isArray(sums) && sums.every(isSum)
  demand(isObject(digest) && Object.values(digest).every(isKind), 'digest')
  return raw as unknown as DigestAnswer
}

/** ms; a clock that says something else was never set, and stamps made by it would be none. */
const [FIRST_NOW, LAST_NOW] = [Date.UTC(2020), Date.UTC(2200)]

/** What every answer has. */
export function readEnvelope(raw: unknown): Raw & { now: number; failed?: FailedAnswer } {
  demand(isObject(raw), 'answer')
  if (!isObject(raw)) throw new SyncFailure('bad-answer')
  const { now, error } = raw
  demand(isCount(now), 'now')
  if (error === undefined) {
    demand(Number(now) > FIRST_NOW && Number(now) < LAST_NOW, 'now')
    demand(typeof raw['epoch'] === 'string' && raw['epoch'] !== '', 'epoch')
    return { ...raw, now: Number(now) }
  }
  demand(
    CALL_ERRORS.some((each) => each === error),
    'error',
  )
  return { ...raw, now: Number(now), failed: raw as unknown as FailedAnswer }
}

function isResult(raw: unknown): boolean {
  if (!isObject(raw)) return false
  if (raw['status'] === 'rejected') return REJECTIONS.some((each) => each === raw['reason'])
  return (raw['status'] === 'ok' || raw['status'] === 'conflict') && isCount(raw['seq'])
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

function demand(isSo: boolean, what: string): void {
  if (!isSo) throw new SyncFailure('bad-answer', what)
}
