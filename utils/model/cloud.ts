/** Why a project can't be synced with; each has a sentence in locales under `project`. */
export const PROJECT_REASONS = [
  'bad-address',
  'not-https',
  'bad-key',
  'secret-key',
  'offline',
  'unreachable',
  'timeout',
  'not-supabase',
  'wrong-key',
  /** A free project sleeps after a week without use. */
  'paused',
  'server',
  'no-providers',
  'migrations-missing',
  'migrations-old',
  /** The project speaks newer protocols only. */
  'too-new',
] as const
export type ProjectReason = (typeof PROJECT_REASONS)[number]

export type ProjectAnswer =
  | { ok: true; url: string; providers: string[]; signUps: boolean }
  | { ok: false; reason: ProjectReason; detail: string }

/** Why somebody is not signed in; each has a sentence in locales under `signIn`. */
export const SIGN_IN_REASONS = [
  /** The window was closed. A site that is not ours may have been in it: the address may be missing, too. */
  'cancelled',
  /** The provider was told no. */
  'denied',
  'redirect-not-allowed',
  'provider-disabled',
  'sign-ups-closed',
  'banned',
  /** It took too long. */
  'too-late',
  'offline',
  'unreachable',
  'timeout',
  'server',
  /** Somebody else than the one whose library this is. */
  'other-user',
  /** No project was chosen yet. */
  'no-project',
] as const
export type SignInReason = (typeof SIGN_IN_REASONS)[number]

export type SignInAnswer = { ok: true } | { ok: false; reason: SignInReason; detail: string }

/** Why the cloud could not be used; each has a sentence in locales under `sync`. */
export const SYNC_REASONS = [
  'offline',
  'unreachable',
  'timeout',
  /** The session ended: sign in again. */
  'unauthorized',
  /** The project takes no token, though the session is good and the token new. */
  'session-refused',
  'forbidden',
  /** The project lacks the functions of sync. */
  'missing',
  /** It asks to come back later. */
  'busy',
  'too-large',
  /** Something refuses requests that are no larger than a record. */
  'request-size',
  /** Another version of the extension or of the project is needed. */
  'too-old',
  'server',
  'bad-answer',
] as const
export type SyncReason = (typeof SYNC_REASONS)[number]

/** What sync is doing; one row, which screens follow. */
export type SyncStatus =
  /** All that is here is there, as of `at`; 0 where it never was. Pages may wait for a network without limits. */
  | { state: 'idle'; at: number; pagesWait?: true }
  /** `done` of `total`; `total` is 0 while nobody knows. */
  | { state: 'running'; step: SyncStep; done: number; total: number }
  /** It goes on by itself at `until` (ms), 0 where only its owner can help. */
  | { state: 'waiting'; reason: SyncReason; detail: string; until: number; at: number }
  /** So many links were deleted elsewhere that it asks before it removes them here. */
  | { state: 'asks'; links: number; at: number }

export type SyncStep = 'reading' | 'sending' | 'pages' | 'checking'

/** What freeing space came to: bytes, and versions that stay since the cloud lacks something of them; or why not. */
export type FreedAnswer = { bytes: number; unconfirmed: number } | { reason: SyncReason }

/** What one pass came to, for the log. */
export interface SyncLogEntry {
  at: number
  /** Records that came, that went, and bodies that went. */
  pulled: number
  pushed: number
  bodies: number
  /** '' where it came to its end. */
  reason: SyncReason | ''
  detail: string
}

/** What an account uses of what it may, 0 for no limit. */
export interface CloudUse {
  records: number
  mostRecords: number
  bytes: number
  mostBytes: number
}

/** A record that the server refused: it stays here and holds nothing else up. */
export interface RejectedRecord {
  /** 'link:<uid>'. */
  id: string
  kind: 'tag' | 'link' | 'snapshot' | 'setting'
  /** What it is called here. */
  name: string
  reason: string
}
