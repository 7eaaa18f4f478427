/** Why a server gave no usable answer; each has a sentence in locales. */
export const FAILURES = [
  'offline',
  'timeout',
  'unauthorized',
  'forbidden',
  'too-old',
  'too-large',
  'server',
  'busy',
  'bad-answer',
] as const
export type FailureReason = (typeof FAILURES)[number]

/** A call of the server that failed; thrown by its transport. */
export class SyncFailure extends Error {
  readonly reason: FailureReason
  /** When the server asked to come back, in ms since 1970; 0 where it said nothing. */
  readonly retryAt: number
  constructor(reason: FailureReason, detail = '', retryAt = 0) {
    super(detail ? `${reason}: ${detail}` : reason)
    this.name = 'SyncFailure'
    this.reason = reason
    this.retryAt = retryAt
  }
}
