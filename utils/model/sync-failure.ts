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
  /** Client and server have no version of the protocol in common. */
  'too-old',
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
  /** When the server asked to come back, in ms since 1970; 0 where it said nothing. */
  readonly retryAt: number
  constructor(reason: SyncFailureReason, detail = '', retryAt = 0) {
    super(detail ? `${reason}: ${detail}` : reason)
    this.name = 'SyncFailure'
    this.reason = reason
    this.detail = detail
    this.retryAt = retryAt
  }
}

export const isSyncFailure = (error: unknown, reason?: SyncFailureReason): error is SyncFailure =>
  error instanceof SyncFailure && (reason === undefined || error.reason === reason)
