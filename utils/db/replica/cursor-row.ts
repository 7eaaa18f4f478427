import type { CloudUse, SyncLogEntry, SyncStatus } from '../../model/cloud.ts'
import type { Cursor, SyncClock } from '../../record/replica.ts'

export const CURSOR_KEY = 'cursor'
export const CLOCK_KEY = 'clock'

/** Rows of a table that is empty where nothing is synced. */
export interface CursorRow extends Cursor {
  key: typeof CURSOR_KEY
  /** Up to where rows that were there before have their stamps, by table; those it lacks are not begun. */
  enrolled: Record<string, number | string | 'all'>
}

export const STATUS_KEY = 'status'

/** What screens show of sync. */
export interface StatusRow {
  key: typeof STATUS_KEY
  status: SyncStatus
  /** The last passes, newest first. */
  log: SyncLogEntry[]
  /** As the server last told it, with the bytes that were sent since. */
  use?: CloudUse
  /** ms; when bytes were last sent. */
  bytesSentAt?: number
  /** Passes that failed since the last one that did not. */
  failures: number
  /** ms; when what is here was last compared with what is there. */
  compared: number
  /** ms; when bodies last went because space was short. */
  freedAt?: number
  /** How far freeing space is, in bytes. */
  freeing?: { done: number; total: number }
}

/** Apart from the cursor, for it is read and written with every change. */
export interface ClockRow extends SyncClock {
  key: typeof CLOCK_KEY
}
