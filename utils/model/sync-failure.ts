/** Why the server of a library could not be used; each is to have a sentence of its own. */
export const SYNC_FAILURES = [
  /** The computer has no network. */
  'offline',
  /** Nothing answers there. */
  'unreachable',
  'timeout',
  /** There is no session, or the server does not take it. */
  'unauthorized',
  'forbidden',
  /** The server lacks what is asked for: its migrations were not applied, or are older ones. */
  'missing',
  /** It asks to come back later. */
  'busy',
  /** What is sent is more than the server takes. */
  'too-large',
  'server',
  /** What answers there is no server of this protocol. */
  'bad-answer',
] as const
export type SyncFailureReason = (typeof SYNC_FAILURES)[number]

/** A call to the server that failed in an expected way. */
export class SyncFailure extends Error {
  readonly reason: SyncFailureReason
  /** What was found, for whoever looks into it. */
  readonly detail: string
  /** ms to wait before the next try, 0 where the server said nothing. */
  readonly retryAfter: number
  constructor(reason: SyncFailureReason, detail = '', retryAfter = 0) {
    super(detail ? `${reason}: ${detail}` : reason)
    this.name = 'SyncFailure'
    this.reason = reason
    this.detail = detail
    this.retryAfter = retryAfter
  }
}

export const isSyncFailure = (error: unknown, reason?: SyncFailureReason): error is SyncFailure =>
  error instanceof SyncFailure && (reason === undefined || error.reason === reason)
