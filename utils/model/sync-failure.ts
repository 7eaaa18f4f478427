import type { SyncReason } from './cloud.ts'

/** A call to the server that failed in an expected way. */
export class SyncFailure extends Error {
  readonly reason: SyncReason
  /** What was found, for whoever looks into it. */
  readonly detail: string
  /** When the server asked to come back, in ms since 1970; 0 where it said nothing. */
  readonly retryAt: number
  constructor(reason: SyncReason, detail = '', retryAt = 0) {
    super(detail ? `${reason}: ${detail}` : reason)
    this.name = 'SyncFailure'
    this.reason = reason
    this.detail = detail
    this.retryAt = retryAt
  }
}

export const isSyncFailure = (error: unknown, reason?: SyncReason): error is SyncFailure =>
  error instanceof SyncFailure && (reason === undefined || error.reason === reason)
